# expected: 86
# mistake: wrong axis
# %% batch-norm-solution
def batch_norm_training(x, gamma, beta, running_mean, running_variance, momentum, epsilon):
    mean, variance = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    y = gamma * (x - mean) / np.sqrt(variance + epsilon) + beta
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    unbiased = x.var(axis=0, ddof=1)
    return y, new_mean, (1 - momentum) * running_variance + momentum * unbiased
