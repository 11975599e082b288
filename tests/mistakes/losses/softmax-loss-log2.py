# expected: 80
# mistake: base-2 logarithm
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    shifted = (scores - scores.max(axis=1, keepdims=True)) / np.log(2)
    log_sums = np.log2(np.exp2(shifted).sum(axis=1))
    return np.mean(log_sums - shifted[np.arange(len(labels)), labels])
