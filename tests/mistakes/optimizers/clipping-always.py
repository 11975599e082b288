# expected: 87.667
# mistake: always scaled to the limit
# %% clipping-solution
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients)) + 1e-12
    return [g * limit / norm for g in gradients]
