# expected: 82
# mistake: only the last state
# %% forward-solution
def rnn_forward(x, h0, W, U, b):
    h = h0
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W + h @ U + b)
    return h
