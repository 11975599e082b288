# expected: 81.333
# mistake: not added up
# %% backward-solution
def batch_norm_backward(g, x, gamma, epsilon):
    std = np.sqrt(x.var(axis=0) + epsilon)
    normalized = (x - x.mean(axis=0)) / std
    dgamma, dbeta = (g * normalized).sum(axis=0), g.sum(axis=0)
    dx = gamma / std * (g - dbeta / len(x) - normalized * dgamma / len(x))
    return dx, g * normalized, g
