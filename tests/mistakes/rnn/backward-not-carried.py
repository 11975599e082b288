# expected: 73.895
# mistake: gradient not carried back
# %% backward-solution
def rnn_backward(gradient, x, h0, W, U, b):
    states = np.concatenate([h0[:, None], rnn_forward(x, h0, W, U, b)], axis=1)
    a = gradient * (1 - states[:, 1:] ** 2)
    dW = np.einsum("ntd,nth->dh", x, a)
    return a @ W.T, dW, np.einsum("ntg,nth->gh", states[:, :-1], a), a.sum(axis=(0, 1))
