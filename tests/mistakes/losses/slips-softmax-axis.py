# expected: 88
# mistake: softmax over the wrong axis
# %% slips-solution
def true_softmax_losses():
    exponentials = np.exp(example_scores)
    shares = exponentials / exponentials.sum(axis=0)
    return list(-np.log(shares[np.arange(3), example_labels]))


def true_hinge_losses():
    return [2.9, 0.0, 12.9]


def true_means():
    return [2.758655, 5.266667]


def true_image_losses():
    return [33, 11]
