# student: Wanjirũ Kamau
# about: the softmax half and the squared error are done, the rest is not
# expected: 36
# base: release

# %% softmax-solution
def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1)[:, np.newaxis])
    return powers / powers.sum(axis=1)[:, np.newaxis]


# %% softmax-loss-solution
def softmax_loss(scores, labels):
    shifted = scores - scores.max(axis=1)[:, np.newaxis]
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1))[:, np.newaxis]
    return -log_p[np.arange(len(labels)), labels].mean()


# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    gradient = softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return softmax_loss(scores, labels), gradient / len(labels)


# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    # TODO: ask on Thursday what happens with the true class
    raise NotImplementedError


# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    difference = predictions - targets
    return (difference**2).mean(), 2 * difference / difference.size
