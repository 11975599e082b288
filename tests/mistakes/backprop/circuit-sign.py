# expected: 84.133
# mistake: sign
# %% circuit-solution
def sigmoid_circuit(w, x):
    e = np.exp(-(w[0] * x[0] + w[1] * x[1] + w[2]))
    slope = -e / (1 + e) ** 2
    return 1 / (1 + e), [slope * x[0], slope * x[1], slope], [slope * w[0], slope * w[1]]
