# expected: 83.143
# mistake: targets exchanged
# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    losses = np.maximum(logits, 0) - logits * (1 - targets) + np.log1p(np.exp(-np.abs(logits)))
    probabilities = 0.5 * (1 + np.tanh(logits / 2))
    return losses.mean(), (probabilities - targets) / len(logits)
