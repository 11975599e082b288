# student: Liam Gallagher
# about: exponentials without subtracting the maximum
# expected: 83.048
# base: solution

# %% softmax-solution
def softmax(scores):
    return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)


# %% softmax-loss-solution
def softmax_loss(scores, labels):
    exponentials = np.exp(scores)
    probabilities = exponentials / exponentials.sum(axis=1, keepdims=True)
    return -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))


# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    exponentials = np.exp(scores)
    gradient = exponentials / exponentials.sum(axis=1, keepdims=True)
    loss = -np.log(gradient[np.arange(len(labels)), labels]).mean()
    gradient[np.arange(len(labels)), labels] -= 1
    return loss, gradient / len(labels)


# %% written-answer [markdown]
# The hinge loss is zero for these scores, so it does not learn any more. Softmax learns for ever.
