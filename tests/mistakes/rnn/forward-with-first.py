# expected: 82
# mistake: h0 returned too
# %% forward-solution
def rnn_forward(x, h0, W, U, b):
    h, states = h0, [h0]
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W + h @ U + b)
        states.append(h)
    return np.stack(states, axis=1)
