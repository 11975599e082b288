# expected: 81.6
# mistake: peepholes left out
# %% lstm-solution
def lstm_step(x, h, c, W, U, b, V):
    i, f, g, o = np.split(x @ W + h @ U + b, 4, axis=1)
    i, f, o = (1 / (1 + np.exp(-a)) for a in (i, f, o))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new
