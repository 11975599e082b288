# expected: 84
# mistake: bias forgotten
# %% step-solution
def rnn_step(x, h, W, U, b):
    return np.tanh(x @ W + h @ U) + b
