# expected: 89.25
# mistake: the form with max
# %% leaky-solution
def leaky_relu_and_derivative(x, slope=0.01):
    return np.maximum(slope * x, x), np.where(x > 0, 1, slope)
