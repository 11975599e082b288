# expected: 89.222
# mistake: division by 0
# %% clipping-solution
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    return [g * min(norm, limit) / norm for g in gradients]
