# expected: 89
# mistake: difference for the score
# %% origins-solution
def car_for_694():
    return -0.785


def chair_for_014():
    return 4.3


def car_for_109():
    return -2.1


def margin_for_109():
    return 0.0
