# expected: 85.636
# mistake: gradient for the padding
# %% sentiment-solution
def sentiment_loss_and_gradient(table, indices, labels, weights, bias):
    counts = (indices > 0).sum(axis=1)
    shares = (indices > 0) / counts[:, None]
    scores = np.einsum("nt,nte->ne", shares, table[indices]) @ weights + bias
    loss = np.mean(np.logaddexp(0, scores) - labels * scores)
    slopes = (1 / (1 + np.exp(-scores)) - labels) / len(labels)
    gradient = np.zeros(table.shape)
    for n, row in enumerate(indices):
        for k in row:
            gradient[k] += slopes[n] / counts[n] * weights
    return loss, gradient
