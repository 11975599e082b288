# expected: 86.267
# mistake: value for derivative; x as tangent
# %% derivative-solution
def derivative(function, x):
    return function(Dual(x, x)).tangent
