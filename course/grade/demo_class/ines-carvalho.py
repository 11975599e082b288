# student: Inês Carvalho
# about: everything right with logaddexp
# expected: 90
# base: solution

# %% softmax-solution
def softmax(scores):
    return np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))


# %% softmax-loss-solution
def softmax_loss(scores, labels):
    true_scores = np.array([row[label] for row, label in zip(scores, labels)])
    return float(np.mean(np.logaddexp.reduce(scores, axis=1) - true_scores))


# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    gradient = softmax(scores) / len(labels)
    np.subtract.at(gradient, (np.arange(len(labels)), labels), 1 / len(labels))
    return softmax_loss(scores, labels), gradient


# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    """Two-class softmax with the scores (z, 0)."""
    with np.errstate(over="ignore"):
        sigmoid = 1 / (1 + np.exp(-logits))
    yes, no = np.logaddexp(0, -logits), np.logaddexp(0, logits)
    return np.mean(targets * yes + (1 - targets) * no), (sigmoid - targets) / logits.size


# %% written-answer [markdown]
# For the scores [5, -3, 2]: softmax loss 0.0489, gradient [-0.0477, 0.0003, 0.0474]; hinge loss 0, gradient zero.
# Hinge is done. Softmax goes on for ever in ever smaller steps, and gets overconfident unless it is regularised.
