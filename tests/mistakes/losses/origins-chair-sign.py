# expected: 89
# mistake: sign
# %% origins-solution
def chair_for_014():
    return -4.3


def car_for_694():
    return -3.885


def car_for_109():
    return -2.1


def margin_for_109():
    return 0.0
