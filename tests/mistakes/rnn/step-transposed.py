# expected: 86
# mistake: hidden weights transposed
# %% step-solution
def rnn_step(x, h, W, U, b):
    return np.tanh(x @ W + h @ U.T + b)
