# expected: 83.143
# mistake: sigmoid applied twice
# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    p = 0.5 * (1 + np.tanh(logits / 2))
    losses = np.maximum(p, 0) - p * targets + np.log1p(np.exp(-np.abs(p)))
    return losses.mean(), (p - targets) / len(logits)
