# expected: 84.944
# mistake: path through the variance missing
# %% backward-solution
def batch_norm_backward(g, x, gamma, epsilon):
    std = np.sqrt(x.var(axis=0) + epsilon)
    normalized = (x - x.mean(axis=0)) / std
    dx = gamma / std * (g - g.mean(axis=0))
    return dx, (g * normalized).sum(axis=0), g.sum(axis=0)
