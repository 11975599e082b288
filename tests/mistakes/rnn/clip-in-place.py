# expected: 89.111
# mistake: changed in place
# %% clip-solution
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))
    if norm > limit:
        for gradient in gradients:
            gradient *= limit / norm
    return gradients
