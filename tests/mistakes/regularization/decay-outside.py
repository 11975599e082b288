# expected: 86
# mistake: decay not multiplied by the learning rate
# %% decay-solution
def decayed_step(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - decay * w
