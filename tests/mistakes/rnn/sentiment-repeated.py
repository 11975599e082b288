# expected: 85.636
# mistake: repeated words overwritten
# %% sentiment-solution
def sentiment_loss_and_gradient(table, indices, labels, weights, bias):
    shares = (indices > 0) / (indices > 0).sum(axis=1, keepdims=True)
    scores = np.einsum("nt,nte->ne", shares, table[indices]) @ weights + bias
    loss = np.mean(np.logaddexp(0, scores) - labels * scores)
    slopes = (1 / (1 + np.exp(-scores)) - labels) / len(labels)
    gradient = np.zeros(table.shape)
    gradient[indices] += (shares * slopes[:, None])[:, :, None] * weights
    return loss, gradient
