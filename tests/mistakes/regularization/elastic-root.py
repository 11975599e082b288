# expected: 86.667
# mistake: square root taken
# %% elastic-solution
def elastic_and_gradient(W, l1_strength, l2_strength):
    value = l1_strength * np.abs(W).sum() + l2_strength * np.linalg.norm(W)
    return value, l1_strength * np.sign(W) + 2 * l2_strength * W
