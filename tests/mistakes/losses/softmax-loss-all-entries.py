# expected: 80
# mistake: mean over all entries
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    return np.sum(log_sums - shifted[np.arange(len(labels)), labels]) / scores.size
