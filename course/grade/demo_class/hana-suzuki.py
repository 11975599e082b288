# student: Hana Suzuki (鈴木はな)
# about: everything right with one-hot matrices and einsum
# expected: 90
# base: solution

# %% softmax-loss-solution
def softmax_loss(scores, labels):
    onehot = (labels[:, None] == np.arange(scores.shape[1])).astype(float)
    top = scores.max(axis=1)
    log_sum = top + np.log(np.einsum("ij->i", np.exp(scores - top[:, None])))
    return (log_sum - np.einsum("ij,ij->i", onehot, scores)).mean()


# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    onehot = (labels[:, None] == np.arange(scores.shape[1])).astype(float)
    gradient = np.einsum("ij,->ij", softmax(scores) - onehot, 1 / len(labels))
    return softmax_loss(scores, labels), gradient


# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    onehot = (labels[:, None] == np.arange(scores.shape[1])).astype(float)
    true_scores = np.einsum("ij,ij->i", onehot, scores)
    gaps = scores - true_scores[:, None] + margin * (1 - onehot)
    return np.maximum(gaps, 0).sum() / len(scores)


# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    onehot = (labels[:, None] == np.arange(scores.shape[1])).astype(float)
    true_scores = np.einsum("ij,ij->i", onehot, scores)
    active = (1 - onehot) * (scores - true_scores[:, None] + margin > 0)
    gradient = active - np.einsum("ij,ik->ik", active, onehot)
    return hinge_loss(scores, labels, margin), gradient / len(scores)


# %% written-answer [markdown]
# Softmax gives 0.0489, hinge gives 0. The gradients are softmax(s) - onehot = [-0.0477, 0.0003, 0.0474] and 0.
# With hinge the parameters do not move. With softmax they keep moving, and the loss goes to 0 without arriving.
# Softmax for probabilities, hinge for a support-vector classifier.
