# expected: 83
# mistake: gate order
# %% gru-solution
def gru_step(x, h, W, U, b):
    H = h.shape[1]
    gates = 1 / (1 + np.exp(-(x @ W[:, : 2 * H] + h @ U[:, : 2 * H] + b[: 2 * H])))
    z, r = gates[:, :H], gates[:, H:]
    n = np.tanh(x @ W[:, 2 * H :] + (r * h) @ U[:, 2 * H :] + b[2 * H :])
    return (1 - z) * h + z * n
