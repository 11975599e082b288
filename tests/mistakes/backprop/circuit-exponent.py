# expected: 85.733
# mistake: sign of the exponent
# %% circuit-solution
def sigmoid_circuit(w, x):
    f = 1 / (1 + np.exp(w[0] * x[0] + w[1] * x[1] + w[2]))
    s = f * (1 - f)
    return f, [s * x[0], s * x[1], s], [s * w[0], s * w[1]]
