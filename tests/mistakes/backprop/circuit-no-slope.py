# expected: 84.133
# mistake: slope of the sigmoid forgotten
# %% circuit-solution
def sigmoid_circuit(w, x):
    f = 1 / (1 + np.exp(-(w[0] * x[0] + w[1] * x[1] + w[2])))
    return f, [x[0], x[1], 1.0], [w[0], w[1]]
