# expected: 88.286
# mistake: logarithm of a clipped probability
# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    p = 0.5 * (1 + np.tanh(logits / 2))
    safe = np.clip(p, 1e-12, 1 - 1e-12)
    losses = -(targets * np.log(safe) + (1 - targets) * np.log(1 - safe))
    return losses.mean(), (p - targets) / len(logits)
