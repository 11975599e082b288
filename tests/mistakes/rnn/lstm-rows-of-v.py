# expected: 81.6
# mistake: rows of V exchanged
# %% lstm-solution
def lstm_step(x, h, c, W, U, b, V):
    i, f, g, o = np.split(x @ W + h @ U + b, 4, axis=1)
    i, f = 1 / (1 + np.exp(-(i + V[1] * c))), 1 / (1 + np.exp(-(f + V[0] * c)))
    c_new = f * c + i * np.tanh(g)
    o = 1 / (1 + np.exp(-(o + V[2] * c_new)))
    return o * np.tanh(c_new), c_new
