# expected: 86.444
# mistake: lengths added
# %% clip-solution
def clip_by_norm(gradients, limit):
    norm = sum(np.linalg.norm(gradient) for gradient in gradients)
    return [gradient * limit / norm if norm > limit else gradient.copy() for gradient in gradients]
