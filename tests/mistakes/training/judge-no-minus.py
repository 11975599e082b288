# expected: 75.846
# mistake: forgot the minus sign
# %% judge-solution
def judge(probabilities, labels):
    loss = np.mean(np.log(probabilities[np.arange(len(labels)), labels]))
    accuracy = np.mean(probabilities.argmax(axis=1) == labels)
    return loss, accuracy, np.sqrt(accuracy * (1 - accuracy) / len(labels))


def slide_judgement():
    return [-np.log(0.4), -np.log(0.45), 1, 0]
