# expected: 82.5
# mistake: momentum the wrong way round
# %% batch-norm-solution
def batch_norm_training(x, gamma, beta, running_mean, running_variance, momentum, epsilon):
    mean, variance = x.mean(axis=0), x.var(axis=0)
    y = gamma * (x - mean) / np.sqrt(variance + epsilon) + beta
    new_mean = momentum * running_mean + (1 - momentum) * mean
    unbiased = x.var(axis=0, ddof=1)
    return y, new_mean, momentum * running_variance + (1 - momentum) * unbiased
