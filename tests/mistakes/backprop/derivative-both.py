# expected: 86.267
# mistake: none
# %% derivative-solution
def derivative(function, x):
    result = function(Dual(x, 1.0))
    return result.value, result.tangent
