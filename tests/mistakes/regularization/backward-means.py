# expected: 81.333
# mistake: mean for sum
# %% backward-solution
def batch_norm_backward(g, x, gamma, epsilon):
    std = np.sqrt(x.var(axis=0) + epsilon)
    normalized = (x - x.mean(axis=0)) / std
    dgamma, dbeta = (g * normalized).mean(axis=0), g.mean(axis=0)
    return gamma / std * (g - dbeta - normalized * dgamma), dgamma, dbeta
