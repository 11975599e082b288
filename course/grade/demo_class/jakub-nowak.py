# student: Jakub Nowak
# about: everything right with take_along_axis and masks
# expected: 90
# base: solution

# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    index = labels.reshape(-1, 1)
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -np.take_along_axis(log_p, index, axis=1).mean()
    gradient = np.exp(log_p)
    picked = np.take_along_axis(gradient, index, axis=1)
    np.put_along_axis(gradient, index, picked - 1, axis=1)
    return loss, gradient / scores.shape[0]


# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    mask = np.ones(scores.shape, dtype=bool)
    mask[np.arange(len(labels)), labels] = False
    others = scores[mask].reshape(len(labels), -1)
    true_scores = scores[~mask].reshape(-1, 1)
    gaps = others - true_scores + margin
    return np.sum(gaps * (gaps > 0)) / len(labels)


# %% constants-solution
def best_constants(targets):
    ordered = np.sort(targets)
    half = (len(ordered) - 1) / 2
    median = (ordered[int(np.floor(half))] + ordered[int(np.ceil(half))]) / 2
    return np.sum(targets) / len(targets), median


# %% written-answer [markdown]
# Loss 0.0489 and 0. Gradient [-0.048, 0.000, 0.047] and [0, 0, 0]. Hinge saturates as soon as the lead is larger than the
# margin. Softmax has no such point. I prefer hinge if labels are noisy far from the boundary, and softmax for probabilities.
