# expected: 84.133
# mistake: own value for the other factor
# %% circuit-solution
def sigmoid_circuit(w, x):
    f = 1 / (1 + np.exp(-(w[0] * x[0] + w[1] * x[1] + w[2])))
    s = f * (1 - f)
    return f, [s * w[0], s * w[1], s], [s * x[0], s * x[1]]
