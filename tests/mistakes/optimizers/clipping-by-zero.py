# expected: 90
# mistake: none
# %% clipping-solution
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    return [g * np.minimum(1, limit / norm) for g in gradients]
