# expected: 84.944
# mistake: sums not divided by N
# %% backward-solution
def batch_norm_backward(g, x, gamma, epsilon):
    std = np.sqrt(x.var(axis=0) + epsilon)
    normalized = (x - x.mean(axis=0)) / std
    dgamma, dbeta = (g * normalized).sum(axis=0), g.sum(axis=0)
    return gamma / std * (g - dbeta - normalized * dgamma), dgamma, dbeta
