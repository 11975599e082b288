# expected: 85.833
# mistake: epsilon outside the root
# %% inference-solution
def batch_norm_inference(x, gamma, beta, running_mean, running_variance, epsilon):
    return gamma * (x - running_mean) / (np.sqrt(running_variance) + epsilon) + beta
