# expected: 88.444
# mistake: changed in place
# %% clipping-solution
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    for g in gradients:
        g *= limit / max(norm, limit)
    return gradients
