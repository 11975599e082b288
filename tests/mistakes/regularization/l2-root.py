# expected: 86.923
# mistake: square root taken
# %% l2-solution
def l2_and_gradient(W, strength):
    return strength * np.linalg.norm(W), 2 * strength * W
