# expected: 86.222
# mistake: strengths exchanged
# %% elastic-solution
def elastic_and_gradient(W, l2_strength, l1_strength):
    value = l1_strength * np.sum(np.abs(W)) + l2_strength * np.sum(W**2)
    return value, l1_strength * np.sign(W) + 2 * l2_strength * W
