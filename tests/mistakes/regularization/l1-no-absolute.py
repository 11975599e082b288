# expected: 87.5
# mistake: absolute value missing
# %% l1-solution
def l1_and_gradient(W, strength):
    return strength * np.sum(W), strength * np.sign(W)
