# student: Samir Benali
# about: base-10 logarithms
# expected: 78
# base: solution

# %% softmax-loss-solution
def softmax_loss(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    shares = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    return -np.mean(np.log10(shares[np.arange(len(labels)), labels]))


# %% slips-solution
def true_softmax_losses():
    exponentials = np.exp(example_scores)
    shares = exponentials / exponentials.sum(axis=1, keepdims=True)
    return list(-np.log10(shares[np.arange(3), example_labels]))


def true_hinge_losses():
    return [2.9, 0.0, 12.9]


def true_means():
    return [2.758655, 5.266667]


def true_image_losses():
    return [33, 11]


# %% written-answer [markdown]
# I get 0.0212 for softmax and 0 for hinge.
