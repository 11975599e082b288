# expected: 89.5
# mistake: changed in place
# %% batch-norm-solution
def batch_norm_training(x, gamma, beta, running_mean, running_variance, momentum, epsilon):
    mean, variance = x.mean(axis=0), x.var(axis=0)
    y = gamma * (x - mean) / np.sqrt(variance + epsilon) + beta
    running_mean[...] = (1 - momentum) * running_mean + momentum * mean
    unbiased = x.var(axis=0, ddof=1)
    running_variance[...] = (1 - momentum) * running_variance + momentum * unbiased
    return y, running_mean, running_variance
