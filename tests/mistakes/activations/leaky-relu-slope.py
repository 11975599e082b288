# expected: 86.25
# mistake: left half flat
# %% leaky-solution
def leaky_relu_and_derivative(x, slope=0.01):
    return np.where(x > 0, x, slope * x), (x > 0).astype(float)
