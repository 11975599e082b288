# expected: 84.944
# mistake: statistics taken as constants
# %% backward-solution
def batch_norm_backward(g, x, gamma, epsilon):
    std = np.sqrt(x.var(axis=0) + epsilon)
    normalized = (x - x.mean(axis=0)) / std
    return g * gamma / std, (g * normalized).sum(axis=0), g.sum(axis=0)
