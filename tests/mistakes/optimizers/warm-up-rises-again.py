# expected: 86.5
# mistake: cosine goes up again
# %% warm-up-solution
def warm_up_cosine(step, learning_rate, steps, warm_up):
    wave = (1 + np.cos(np.pi * step / steps)) / 2
    return learning_rate * wave * min((step + 1) / warm_up, 1)
