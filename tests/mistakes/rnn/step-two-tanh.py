# expected: 84
# mistake: tanh of each part
# %% step-solution
def rnn_step(x, h, W, U, b):
    return np.tanh(x @ W + b) + np.tanh(h @ U)
