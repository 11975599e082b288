# expected: 87.5
# mistake: strength ignored
# %% l1-solution
def l1_and_gradient(W, strength):
    return strength * np.sum(np.abs(W)), np.sign(W)
