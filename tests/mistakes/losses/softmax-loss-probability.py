# expected: 80
# mistake: probability for its logarithm
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    return np.mean(probabilities[np.arange(len(labels)), labels])
