# expected: 88
# mistake: no maximum subtraction
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    exponentials = np.exp(scores)
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    return -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))
