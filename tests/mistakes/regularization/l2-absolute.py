# expected: 86.923
# mistake: L1 for L2
# %% l2-solution
def l2_and_gradient(W, strength):
    return strength * np.sum(np.abs(W)), 2 * strength * W
