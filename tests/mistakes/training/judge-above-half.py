# expected: 73.692
# mistake: above one half for largest
# %% judge-solution
def judge(probabilities, labels):
    true = probabilities[np.arange(len(labels)), labels]
    accuracy = np.mean(true > 0.5)
    return -np.mean(np.log(true)), accuracy, np.sqrt(accuracy * (1 - accuracy) / len(labels))


def slide_judgement():
    return [-np.log(0.4), -np.log(0.45), 1, 0]
