# expected: 83
# mistake: full cosine wave
# %% warm-up-solution
def warm_up_cosine(step, learning_rate, steps, warm_up):
    wave = (1 + np.cos(2 * np.pi * min(step / steps, 1))) / 2
    return learning_rate * wave * min((step + 1) / warm_up, 1)
