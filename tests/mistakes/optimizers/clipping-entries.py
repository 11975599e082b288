# expected: 86.889
# mistake: each entry on its own
# %% clipping-solution
def clip_by_norm(gradients, limit):
    return [np.clip(g, -limit, limit) for g in gradients]
