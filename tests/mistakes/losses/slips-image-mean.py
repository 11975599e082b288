# expected: 89
# mistake: mean for sum
# %% slips-solution
def true_image_losses():
    return [33 / 16, 11 / 16]


def true_softmax_losses():
    return [2.040355, 0.079132, 6.156477]


def true_hinge_losses():
    return [2.9, 0.0, 12.9]


def true_means():
    return [2.758655, 5.266667]
