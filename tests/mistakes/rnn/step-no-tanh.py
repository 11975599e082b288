# expected: 84
# mistake: tanh missing
# %% step-solution
def rnn_step(x, h, W, U, b):
    return x @ W + h @ U + b
