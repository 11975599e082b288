# expected: 89.25
# mistake: none
# %% leaky-solution
def leaky_relu_and_derivative(x, slope=0.1):
    return np.where(x > 0, x, slope * x), np.where(x > 0, 1, slope)
