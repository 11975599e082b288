# student: Xavier Dubois
# about: losses without gradients, and a name that does not exist
# expected: 28.4
# base: release

# %% softmax-solution
def softmax(scores):
    top = scores.max(axis=1, keepdims=True)
    return np.exp(scores - top) / np.exp(scores - top).sum(axis=1, keepdims=True)


# %% softmax-loss-solution
def softmax_loss(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels])


# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    true_scores = score[np.arange(len(labels)), labels]
    gaps = np.maximum(0, scores - true_scores[:, None] + margin)
    return gaps.sum(axis=1).mean() - margin


# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    return np.mean((predictions - targets) ** 2)


# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    return np.mean(np.abs(predictions - targets)), np.zeros(len(targets))


# %% constants-solution
def best_constants(targets):
    return np.mean(targets), np.median(targets)


# %% slips-solution
def true_softmax_losses():
    return [2.040, 0.079, 6.156]


def true_hinge_losses():
    return [2.9, 0, 12.9]


def true_means():
    raise NotImplementedError


def true_image_losses():
    raise NotImplementedError


# %% written-answer [markdown]
# Hinge is 0 here, softmax is not.
