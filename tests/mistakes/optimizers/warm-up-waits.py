# expected: 84.167
# mistake: cosine waits for the warm-up
# %% warm-up-solution
def warm_up_cosine(step, learning_rate, steps, warm_up):
    if step < warm_up:
        return learning_rate * (step + 1) / warm_up
    done = min((step - warm_up) / max(steps - warm_up, 1), 1)
    return learning_rate * (1 + np.cos(np.pi * done)) / 2
