# expected: 88.5
# mistake: >= for >
# %% leaky-solution
def leaky_relu_and_derivative(x, slope=0.01):
    return np.where(x >= 0, x, slope * x), np.where(x >= 0, 1, slope)
