# expected: 86
# mistake: decay for growth
# %% decay-solution
def decayed_step(w, gradient, learning_rate, decay):
    return w - learning_rate * (gradient - decay * w)
