# expected: 86.25
# mistake: constant on the left
# %% leaky-solution
def leaky_relu_and_derivative(x, slope=0.01):
    return np.where(x > 0, x, slope), np.where(x > 0, 1, slope)
