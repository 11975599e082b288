# student: Viktor Hansen
# about: copies the numbers of the slide
# expected: 82
# base: solution

# %% slips-solution
def true_softmax_losses():
    return [2.04, 0.14, 6.94]


def true_hinge_losses():
    return [2.9, 0, 10.9]


def true_means():
    return [9.12, 4.6]


def true_image_losses():
    return [66, 15]


# %% origins-solution
def chair_for_014():
    return 4.9


def car_for_694():
    return -3.1


def car_for_109():
    return -3.1


def margin_for_109():
    return 1


# %% written-answer [markdown]
# The slide says it: softmax always wants to improve, the hinge loss saturates.
