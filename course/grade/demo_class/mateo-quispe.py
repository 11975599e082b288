# student: Mateo Quispe
# about: softmax over the wrong axis
# expected: 72
# base: solution

# %% softmax-solution
def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=0, keepdims=True)


# %% softmax-loss-solution
def softmax_loss(scores, labels):
    exponentials = np.exp(scores - scores.max(axis=0))
    probabilities = exponentials / exponentials.sum(axis=0)
    return -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))


# %% written-answer [markdown]
# Softmax: 0.049. Hinge: 0. I prefer softmax because its output adds to 1.
