# expected: 86.267
# mistake: tangent not started
# %% derivative-solution
def derivative(function, x):
    return function(Dual(x)).tangent
