# student: Olúwaṣẹ́un Adéyẹmí
# about: hinge loss without the margin, as on the slide
# expected: 80.111
# base: solution

# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    violations = np.maximum(0, scores - scores[samples, labels][:, None])
    return violations.sum() / len(labels)


# %% slips-solution
def true_hinge_losses():
    return [2.9, 0, 10.9]


def true_softmax_losses():
    return [2.040355, 0.079132, 6.156477]


def true_means():
    return [2.758655, 5.266667]


def true_image_losses():
    return [33, 11]


# %% written-answer [markdown]
# The hinge loss is 0 because the true score is the largest. Softmax gives 0.05 and never stops.
