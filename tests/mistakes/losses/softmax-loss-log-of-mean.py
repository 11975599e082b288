# expected: 84
# mistake: logarithm of the mean
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    return -np.log(np.mean(probabilities[np.arange(len(labels)), labels]))
