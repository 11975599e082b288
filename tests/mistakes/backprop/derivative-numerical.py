# expected: 86.733
# mistake: none
# %% derivative-solution
def derivative(function, x):
    return (function(Dual(x + 0.01)).value - function(Dual(x)).value) / 0.01
