# expected: 85
# mistake: gamma and beta left out
# %% inference-solution
def batch_norm_inference(x, gamma, beta, running_mean, running_variance, epsilon):
    return (x - running_mean) / np.sqrt(running_variance + epsilon)
