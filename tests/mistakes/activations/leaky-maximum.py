# expected: 87.6
# mistake: the form with max
# %% leaky-solution
def leaky_relu_and_derivative(x, slope=0.01):
    return np.maximum(slope * x, x), np.where(slope * x > x, slope, 1)
