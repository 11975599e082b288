# expected: 80.526
# mistake: state after the step
# %% backward-solution
def rnn_backward(gradient, x, h0, W, U, b):
    states = np.concatenate([h0[:, None], rnn_forward(x, h0, W, U, b)], axis=1)
    dx, dW, dU, db = np.zeros(x.shape), np.zeros(W.shape), np.zeros(U.shape), np.zeros(b.shape)
    delta = 0
    for t in reversed(range(x.shape[1])):
        a = (gradient[:, t] + delta) * (1 - states[:, t + 1] ** 2)
        dx[:, t] = a @ W.T
        dW += x[:, t].T @ a
        dU += states[:, t + 1].T @ a
        db += a.sum(axis=0)
        delta = a @ U.T
    return dx, dW, dU, db
