# expected: 89
# mistake: the loss, not the margin
# %% origins-solution
def margin_for_109():
    return 10.9


def chair_for_014():
    return 4.3


def car_for_694():
    return -3.885


def car_for_109():
    return -2.1
