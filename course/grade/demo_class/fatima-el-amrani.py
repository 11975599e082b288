# student: Fatima El Amrani
# about: everything right, binary cross-entropy with logaddexp
# expected: 90
# base: solution

# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    """log(1 + exp(z)) - z y, and the sigmoid as the exponential of its logarithm."""
    loss = np.mean(np.logaddexp(0, logits) - logits * targets)
    gradient = (np.exp(-np.logaddexp(0, -logits)) - targets) / len(logits)
    return loss, gradient


# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    above = (predictions > targets).astype(float)
    below = (predictions < targets).astype(float)
    return np.abs(predictions - targets).mean(), (above - below) / predictions.size


# %% origins-solution
def chair_for_014():
    # -log(p) = 0.14, so exp(1.3) + exp(2) = exp(chair) (exp(0.14) - 1)
    return np.log((np.exp(1.3) + np.exp(2.0)) / np.expm1(0.14))


def car_for_694():
    return np.log((np.exp(2.2) + np.exp(2.5)) / np.expm1(6.94))


def car_for_109():
    # 2.2 + 2.5 - 2 car + 2 = 10.9
    return (2.2 + 2.5 + 2 - 10.9) / 2


def margin_for_109():
    return 0


# %% written-answer [markdown]
# 1. Softmax: ln(1 + exp(-8) + exp(-3)) = 0.0489, gradient [-0.0477, 0.0003, 0.0474]. Hinge: 0 and [0, 0, 0].
#
# 2. The hinge loss leaves the scores as they are. The softmax loss makes the gap larger and larger; the speed falls like
# exp(-gap), so the gap grows about like the logarithm of the number of steps.
#
# 3. Hinge for ranking-like decisions with many easy samples, softmax whenever somebody will read the output as a probability.
