# expected: 80
# mistake: forgot the minus sign
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.mean(log_probabilities[np.arange(len(labels)), labels])
