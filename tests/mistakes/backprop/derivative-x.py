# expected: 86.267
# mistake: x as tangent
# %% derivative-solution
def derivative(function, x):
    return function(Dual(x, x)).tangent
