# expected: 87.333
# mistake: always brought to the limit
# %% clip-solution
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))
    return [gradient * limit / max(norm, 1e-12) for gradient in gradients]
