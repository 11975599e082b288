# expected: 86.5
# mistake: epsilon outside the root
# %% batch-norm-solution
def batch_norm_training(x, gamma, beta, running_mean, running_variance, momentum, epsilon):
    mean = x.mean(axis=0)
    y = gamma * (x - mean) / (x.std(axis=0) + epsilon) + beta
    new_mean = (1 - momentum) * running_mean + momentum * mean
    unbiased = x.var(axis=0, ddof=1)
    return y, new_mean, (1 - momentum) * running_variance + momentum * unbiased
