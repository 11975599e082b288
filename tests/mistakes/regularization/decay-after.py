# expected: 86.667
# mistake: decay of the new weights
# %% decay-solution
def decayed_step(w, gradient, learning_rate, decay):
    w = w - learning_rate * gradient
    return w - learning_rate * decay * w
