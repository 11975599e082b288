# expected: 84.133
# mistake: (1 - f) missing
# %% circuit-solution
def sigmoid_circuit(w, x):
    f = 1 / (1 + np.exp(-(w[0] * x[0] + w[1] * x[1] + w[2])))
    return f, [f * x[0], f * x[1], f], [f * w[0], f * w[1]]
