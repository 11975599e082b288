# expected: 87.692
# mistake: strength ignored
# %% l2-solution
def l2_and_gradient(W, strength):
    return strength * np.sum(W**2), 2 * W
