# expected: 86.267
# mistake: value for derivative
# %% derivative-solution
def derivative(function, x):
    return function(Dual(x, 1.0)).value
