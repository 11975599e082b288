# expected: 75.846
# mistake: errors for accuracy
# %% judge-solution
def judge(probabilities, labels):
    loss = -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))
    wrong = np.mean(probabilities.argmax(axis=1) != labels)
    return loss, wrong, np.sqrt(wrong * (1 - wrong) / len(labels))


def slide_judgement():
    return [-np.log(0.4), -np.log(0.45), 1, 0]
