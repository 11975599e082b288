# expected: 87.333
# mistake: factor 2 missing
# %% elastic-solution
def elastic_and_gradient(W, l1_strength, l2_strength):
    value = l1_strength * np.sum(np.abs(W)) + l2_strength * np.sum(W**2)
    return value, l1_strength * np.sign(W) + l2_strength * W
