# expected: 89
# mistake: sum for mean
# %% slips-solution
def true_means():
    return [8.275964, 15.8]


def true_softmax_losses():
    return [2.040355, 0.079132, 6.156477]


def true_hinge_losses():
    return [2.9, 0.0, 12.9]


def true_image_losses():
    return [33, 11]
