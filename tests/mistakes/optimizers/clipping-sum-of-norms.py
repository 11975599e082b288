# expected: 86.111
# mistake: sum of the norms
# %% clipping-solution
def clip_by_norm(gradients, limit):
    norm = sum(np.linalg.norm(g) for g in gradients)
    return [g * limit / norm if norm > limit else g for g in gradients]
