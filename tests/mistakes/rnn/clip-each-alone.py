# expected: 86.444
# mistake: each array on its own
# %% clip-solution
def clip_by_norm(gradients, limit):
    result = []
    for gradient in gradients:
        norm = np.linalg.norm(gradient)
        result.append(gradient * limit / norm if norm > limit else gradient.copy())
    return result
