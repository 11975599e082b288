# expected: 88
# mistake: base-10 logarithm
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
