# expected: 86
# mistake: product rule cut short
# %% gelu-solution
import math


def gelu_and_derivative(x):
    below = 0.5 * (1 + np.vectorize(math.erf)(x / np.sqrt(2)))
    return x * below, below
