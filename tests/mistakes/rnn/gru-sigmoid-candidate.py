# expected: 81
# mistake: sigmoid for the candidate
# %% gru-solution
def gru_step(x, h, W, U, b):
    H = h.shape[1]
    gates = 1 / (1 + np.exp(-(x @ W[:, : 2 * H] + h @ U[:, : 2 * H] + b[: 2 * H])))
    r, z = gates[:, :H], gates[:, H:]
    n = 1 / (1 + np.exp(-(x @ W[:, 2 * H :] + (r * h) @ U[:, 2 * H :] + b[2 * H :])))
    return (1 - z) * h + z * n
