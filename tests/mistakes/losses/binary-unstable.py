# expected: 88.286
# mistake: sigmoid rounded to 0 or 1
# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    p = 1 / (1 + np.exp(-logits))
    losses = -(targets * np.log(p) + (1 - targets) * np.log(1 - p))
    return losses.mean(), (p - targets) / len(logits)
