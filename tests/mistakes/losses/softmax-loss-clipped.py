# expected: 88
# mistake: logarithm of a clipped probability
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    return -np.mean(np.log(probabilities[np.arange(len(labels)), labels] + 1e-12))
