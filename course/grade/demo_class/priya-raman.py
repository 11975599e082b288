# student: Priya Raman
# about: the true class counted in the hinge loss and its gradient
# expected: 70.444
# base: solution

# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    return np.maximum(0, scores - scores[samples, labels][:, None] + margin).sum() / len(labels)


# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    violations = np.maximum(0, scores - scores[samples, labels][:, None] + margin)
    gradient = (violations > 0).astype(float)
    gradient[samples, labels] = -gradient.sum(axis=1)
    return violations.sum() / len(labels), gradient / len(labels)


# %% written-answer [markdown]
# Hinge gives max(0, -7) + max(0, -2) = 0, softmax gives 0.0489. With hinge the model rests.
