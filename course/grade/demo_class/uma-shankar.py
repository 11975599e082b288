# student: Uma Shankar
# about: half the squared error, and the difference for its sign
# expected: 81.6
# base: solution

# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(differences**2) / 2, differences / len(differences)


# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    differences = predictions - targets
    return np.mean(np.abs(differences)), differences / len(differences)


# %% written-answer [markdown]
# The softmax loss of [5, -3, 2] is about 0.05 and of hinge exactly 0.
