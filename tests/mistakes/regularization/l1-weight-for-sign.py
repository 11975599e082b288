# expected: 87.143
# mistake: weight for its sign
# %% l1-solution
def l1_and_gradient(W, strength):
    return strength * np.sum(np.abs(W)), strength * W
