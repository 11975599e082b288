# expected: 88.222
# mistake: division by a length of 0
# %% clip-solution
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))
    return [gradient / norm * min(norm, limit) for gradient in gradients]
