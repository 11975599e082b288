# expected: 82
# mistake: hidden state not carried
# %% forward-solution
def rnn_forward(x, h0, W, U, b):
    return np.tanh(x @ W + b)
