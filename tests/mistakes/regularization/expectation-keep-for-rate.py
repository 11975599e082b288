# expected: 83.231
# mistake: rate for keep probability
# %% expectation-solution
from itertools import product


def dropout_expectation(w, x, rate):
    means = np.zeros(2)
    for mask in product([0, 1], repeat=len(x)):
        total = np.dot(mask, w * x)
        share = np.prod([rate if kept else 1 - rate for kept in mask])
        means += share * np.array([total, max(0, total)])
    return means[0], means[1]
