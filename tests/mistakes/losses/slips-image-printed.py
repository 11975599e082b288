# expected: 89
# mistake: the printed value
# %% slips-solution
def true_image_losses():
    return [66, 15]


def true_softmax_losses():
    return [2.040355, 0.079132, 6.156477]


def true_hinge_losses():
    return [2.9, 0.0, 12.9]


def true_means():
    return [2.758655, 5.266667]
