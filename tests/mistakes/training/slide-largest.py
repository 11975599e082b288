# expected: 77.462
# mistake: largest probability for the label's
# %% judge-solution
def slide_judgement():
    return [-np.log(0.4), -np.log(0.5), 1, 0]


def judge(probabilities, labels):
    loss = -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))
    accuracy = np.mean(probabilities.argmax(axis=1) == labels)
    return loss, accuracy, np.sqrt(accuracy * (1 - accuracy) / len(labels))
