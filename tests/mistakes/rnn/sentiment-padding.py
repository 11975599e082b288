# expected: 84.909
# mistake: padding counted
# %% sentiment-solution
def sentiment_loss_and_gradient(table, indices, labels, weights, bias):
    scores = table[indices].mean(axis=1) @ weights + bias
    loss = np.mean(np.logaddexp(0, scores) - labels * scores)
    slopes = (1 / (1 + np.exp(-scores)) - labels) / len(labels)
    gradient = np.zeros(table.shape)
    share = slopes[:, None, None] * np.ones((*indices.shape, 1)) / indices.shape[1]
    np.add.at(gradient, indices, share * weights)
    return loss, gradient
