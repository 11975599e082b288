# expected: 77.462
# mistake: A and B exchanged
# %% judge-solution
def slide_judgement():
    return [-np.log(0.45), -np.log(0.4), 0, 1]


def judge(probabilities, labels):
    loss = -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))
    accuracy = np.mean(probabilities.argmax(axis=1) == labels)
    return loss, accuracy, np.sqrt(accuracy * (1 - accuracy) / len(labels))
