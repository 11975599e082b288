# expected: 89
# mistake: margin dropped once
# %% slips-solution
def true_hinge_losses():
    return [2.9, 0, 11.9]


def true_softmax_losses():
    return [2.040355, 0.079132, 6.156477]


def true_means():
    return [2.758655, 5.266667]


def true_image_losses():
    return [33, 11]
