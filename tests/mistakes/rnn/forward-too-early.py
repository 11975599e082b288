# expected: 82
# mistake: one state too early
# %% forward-solution
def rnn_forward(x, h0, W, U, b):
    h, states = h0, []
    for t in range(x.shape[1]):
        states.append(h)
        h = np.tanh(x[:, t] @ W + h @ U + b)
    return np.stack(states, axis=1)
