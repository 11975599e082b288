# expected: 89.625
# mistake: changed in place
# %% leaky-solution
def leaky_relu_and_derivative(x, slope=0.01):
    derivative = np.where(x > 0, 1, slope)
    x *= derivative.astype(x.dtype)
    return x, derivative
