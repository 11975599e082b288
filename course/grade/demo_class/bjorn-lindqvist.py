# student: Björn Lindqvist
# about: everything right, each function built on the one before
# expected: 90
# base: solution

# %% softmax-solution
def softmax(scores):
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    powers = np.exp(shifted)
    return powers / np.sum(powers, axis=1, keepdims=True)


# %% softmax-loss-solution
def log_softmax(scores):
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))


def softmax_loss(scores, labels):
    return -np.mean(log_softmax(scores)[range(len(labels)), labels])


# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    prediction = softmax(scores)
    truth = np.eye(scores.shape[1])[labels]
    return softmax_loss(scores, labels), (prediction - truth) / len(labels)


# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    n = len(labels)
    truth = np.eye(scores.shape[1])[labels]
    gaps = scores - np.sum(scores * truth, axis=1, keepdims=True) + margin
    close = np.where(truth == 0, gaps > 0, 0)
    gradient = close - truth * close.sum(axis=1, keepdims=True)
    return hinge_loss(scores, labels, margin), gradient / n


# %% slips-solution
def true_softmax_losses():
    return [softmax_loss(example_scores[[i]], example_labels[[i]]) for i in range(3)]


def true_hinge_losses():
    return [hinge_loss(example_scores[[i]], example_labels[[i]]) for i in range(3)]


def true_means():
    return [
        softmax_loss(example_scores, example_labels),
        hinge_loss(example_scores, example_labels),
    ]


def true_image_losses():
    return [9 + 16 + 4 + 4, 3 + 4 + 2 + 2]


# %% written-answer [markdown]
# Hinge: loss 0, gradient 0. Softmax: loss 0.0489, gradient (-0.0477, 0.0003, 0.0474).
#
# Training with hinge stops here. Training with softmax goes on, slowly, until something else stops it, for instance weight
# decay. I prefer softmax for calibrated probabilities, and hinge if the data set is large and mostly easy.
