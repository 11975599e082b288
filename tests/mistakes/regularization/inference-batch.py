# expected: 85
# mistake: statistics of the batch
# %% inference-solution
def batch_norm_inference(x, gamma, beta, running_mean, running_variance, epsilon):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta
