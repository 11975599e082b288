# expected: 84.133
# mistake: square of the value
# %% circuit-solution
def sigmoid_circuit(w, x):
    f = 1 / (1 + np.exp(-(w[0] * x[0] + w[1] * x[1] + w[2])))
    return f, [f * f * x[0], f * f * x[1], f * f], [f * f * w[0], f * f * w[1]]
