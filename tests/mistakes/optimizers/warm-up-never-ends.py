# expected: 85.333
# mistake: warm-up never ends
# %% warm-up-solution
def warm_up_cosine(step, learning_rate, steps, warm_up):
    wave = (1 + np.cos(np.pi * min(step / steps, 1))) / 2
    return learning_rate * wave * (step + 1) / warm_up
