# expected: 88
# mistake: none
# %% slips-solution
def true_softmax_losses():
    return [2.0, 0.1, 6.2]


def true_hinge_losses():
    return [2.9, 0.0, 12.9]


def true_means():
    return [2.758655, 5.266667]


def true_image_losses():
    return [33, 11]
