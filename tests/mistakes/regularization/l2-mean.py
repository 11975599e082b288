# expected: 85.769
# mistake: mean for sum
# %% l2-solution
def l2_and_gradient(W, strength):
    return strength * np.mean(W**2), 2 * strength * W / W.size
