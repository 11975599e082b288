# expected: 89.333
# mistake: changed in place
# %% decay-solution
def decayed_step(w, gradient, learning_rate, decay):
    w -= learning_rate * (gradient + decay * w)
    return w
