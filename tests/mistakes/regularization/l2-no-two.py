# expected: 86.923
# mistake: factor 2 missing
# %% l2-solution
def l2_and_gradient(W, strength):
    return strength * np.sum(W**2), strength * W
