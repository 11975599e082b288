# expected: 80
# mistake: base-10 logarithm; logarithm of a rounded probability
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    probabilities = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    return -np.mean(np.log10(probabilities[np.arange(len(labels)), labels]))
