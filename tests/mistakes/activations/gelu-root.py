# expected: 82.2
# mistake: root of 2 missing
# %% gelu-solution
import math


def gelu_and_derivative(x):
    below = 0.5 * (1 + np.vectorize(math.erf)(x))
    return x * below, below + x * np.exp(-(x**2)) / np.sqrt(np.pi)
