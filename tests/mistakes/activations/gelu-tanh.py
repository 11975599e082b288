# expected: 86
# mistake: approximation for the exact value
# %% gelu-solution
import math


def gelu_and_derivative(x):
    value = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    below = 0.5 * (1 + np.vectorize(math.erf)(x / np.sqrt(2)))
    return value, below + x * np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
