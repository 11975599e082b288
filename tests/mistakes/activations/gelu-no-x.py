# expected: 86
# mistake: x missing in the second term
# %% gelu-solution
import math


def gelu_and_derivative(x):
    below = 0.5 * (1 + np.vectorize(math.erf)(x / np.sqrt(2)))
    return x * below, below + np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
