# expected: 89.286
# mistake: slope 1 where a weight is 0
# %% l1-solution
def l1_and_gradient(W, strength):
    return strength * np.sum(np.abs(W)), np.where(W >= 0, strength, -strength)
