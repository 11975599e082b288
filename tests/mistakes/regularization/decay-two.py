# expected: 86
# mistake: factor 2 missing
# %% decay-solution
def decayed_step(w, gradient, learning_rate, decay):
    return w - learning_rate * (gradient + 2 * decay * w)
