# student: Rasa Kazlauskaitė
# about: binary cross-entropy through a rounded sigmoid
# expected: 88.286
# base: solution

# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    p = 1 / (1 + np.exp(-logits))
    losses = -(targets * np.log(p) + (1 - targets) * np.log(1 - p))
    return losses.mean(), (p - targets) / len(logits)


# %% written-answer [markdown]
# For these scores softmax gives 0.0489 and hinge 0. The gradients: small, and zero. So hinge stops and softmax goes on.
