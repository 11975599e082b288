# expected: 89.273
# mistake: sigmoid rounded to 0 or 1
# %% sentiment-solution
def sentiment_loss_and_gradient(table, indices, labels, weights, bias):
    shares = (indices > 0) / (indices > 0).sum(axis=1, keepdims=True)
    scores = np.einsum("nt,nte->ne", shares, table[indices]) @ weights + bias
    p = 1 / (1 + np.exp(-scores))
    loss = -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
    gradient = np.zeros(table.shape)
    slopes = (p - labels) / len(labels)
    np.add.at(gradient, indices, (shares * slopes[:, None])[:, :, None] * weights)
    return loss, gradient
