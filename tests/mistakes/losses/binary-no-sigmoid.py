# expected: 83.143
# mistake: sigmoid missing in the gradient
# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    losses = np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits)))
    return losses.mean(), (logits - targets) / len(logits)
