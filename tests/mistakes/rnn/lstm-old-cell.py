# expected: 81.6
# mistake: old cell at the output gate
# %% lstm-solution
def lstm_step(x, h, c, W, U, b, V):
    i, f, g, o = np.split(x @ W + h @ U + b, 4, axis=1)
    i, f, o = (1 / (1 + np.exp(-(a + v * c))) for a, v in ((i, V[0]), (f, V[1]), (o, V[2])))
    c_new = f * c + i * np.tanh(g)
    return o * np.tanh(c_new), c_new
