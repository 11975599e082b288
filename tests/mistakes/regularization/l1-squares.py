# expected: 86.071
# mistake: L2 for L1
# %% l1-solution
def l1_and_gradient(W, strength):
    return strength * np.sum(W**2), 2 * strength * W
