# expected: 86.444
# mistake: entries clipped
# %% clip-solution
def clip_by_norm(gradients, limit):
    return [np.clip(gradient, -limit, limit) for gradient in gradients]
