# student: Nguyễn Ánh Tuyết
# about: changes the scores in place, exchanges mean and median
# expected: 84.857
# base: solution

# %% softmax-solution
def softmax(scores):
    scores -= scores.max(axis=1, keepdims=True)
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=1, keepdims=True)


# %% constants-solution
def best_constants(targets):
    return np.median(targets), np.mean(targets)


# %% written-answer [markdown]
# Hinge saturates at a margin of 1. Softmax improves for ever, but more and more slowly: its gradient falls like exp(-gap).
