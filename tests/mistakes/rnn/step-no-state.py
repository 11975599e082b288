# expected: 84
# mistake: hidden state not used
# %% step-solution
def rnn_step(x, h, W, U, b):
    return np.tanh(x @ W + b)
