# expected: 87.5
# mistake: slope always positive
# %% l1-solution
def l1_and_gradient(W, strength):
    return strength * np.sum(np.abs(W)), strength * np.ones_like(W)
