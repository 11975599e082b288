# student: Kavita Rao
# about: adds the losses of the batch instead of averaging them
# expected: 78.444
# base: solution

# %% softmax-loss-solution
def softmax_loss(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_sums = np.log(np.exp(shifted).sum(axis=1))
    return np.sum(log_sums - shifted[np.arange(len(labels)), labels])


# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    violations = np.maximum(0, scores - scores[samples, labels][:, None] + margin)
    violations[samples, labels] = 0
    return violations.sum()


# %% written-answer [markdown]
# Softmax has the loss 0.05 and hinge has 0. Softmax always has a gradient, hinge does not.
