# expected: 84.909
# mistake: sign
# %% sentiment-solution
def sentiment_loss_and_gradient(table, indices, labels, weights, bias):
    shares = (indices > 0) / (indices > 0).sum(axis=1, keepdims=True)
    scores = np.einsum("nt,nte->ne", shares, table[indices]) @ weights + bias
    loss = np.mean(np.logaddexp(0, scores) - labels * scores)
    slopes = (labels - 1 / (1 + np.exp(-scores))) / len(labels)
    gradient = np.zeros(table.shape)
    np.add.at(gradient, indices, (shares * slopes[:, None])[:, :, None] * weights)
    return loss, gradient
