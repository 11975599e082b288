# expected: 86.444
# mistake: root missing
# %% clip-solution
def clip_by_norm(gradients, limit):
    norm = sum(np.sum(gradient**2) for gradient in gradients)
    return [gradient * limit / norm if norm > limit else gradient.copy() for gradient in gradients]
