# expected: 86.444
# mistake: divided by the length
# %% clip-solution
def clip_by_norm(gradients, limit):
    norm = np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))
    return [gradient / norm if norm > limit else gradient.copy() for gradient in gradients]
