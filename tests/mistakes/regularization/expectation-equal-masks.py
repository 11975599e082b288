# expected: 83.231
# mistake: all masks equally likely
# %% expectation-solution
from itertools import product


def dropout_expectation(w, x, rate):
    sums = [np.dot(mask, w * x) for mask in product([0, 1], repeat=len(x))]
    return np.mean(sums), np.mean(np.maximum(0, sums))
