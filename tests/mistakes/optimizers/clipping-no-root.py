# expected: 85.333
# mistake: root missing
# %% clipping-solution
def clip_by_norm(gradients, limit):
    norm = sum(np.sum(g**2) for g in gradients)
    return [g * min(1, limit / (norm + 1e-12)) for g in gradients]
