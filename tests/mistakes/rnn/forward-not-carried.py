# expected: 82.889
# mistake: hidden state not carried
# %% forward-solution
def rnn_forward(x, h0, W, U, b):
    states = [np.tanh(x[:, t] @ W + h0 @ U + b) for t in range(x.shape[1])]
    return np.stack(states, axis=1)
