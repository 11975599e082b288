# expected: 85.556
# mistake: h0 ignored
# %% forward-solution
def rnn_forward(x, h0, W, U, b):
    h, states = np.zeros(h0.shape), []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W + h @ U + b)
        states.append(h)
    return np.stack(states, axis=1)
