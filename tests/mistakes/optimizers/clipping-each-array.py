# expected: 86.889
# mistake: each array on its own
# %% clipping-solution
def clip_by_norm(gradients, limit):
    clipped = []
    for g in gradients:
        norm = np.linalg.norm(g)
        clipped.append(g * limit / norm if norm > limit else g)
    return clipped
