# expected: 85
# mistake: divided by the variance
# %% inference-solution
def batch_norm_inference(x, gamma, beta, running_mean, running_variance, epsilon):
    return gamma * (x - running_mean) / (running_variance + epsilon) + beta
