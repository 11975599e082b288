# expected: 86
# mistake: decay missing
# %% decay-solution
def decayed_step(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient
