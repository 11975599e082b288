# expected: 83.143
# mistake: sigmoid's slope multiplied in
# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    losses = np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits)))
    p = 0.5 * (1 + np.tanh(logits / 2))
    return losses.mean(), (p - targets) * p * (1 - p) / len(logits)
