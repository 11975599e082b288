# expected: 86.923
# mistake: transposed
# %% orthogonal-solution
def orthogonal(rows, columns, generator, gain=1.0):
    q, r = np.linalg.qr(generator.normal(size=(max(rows, columns), min(rows, columns))))
    return gain * q * np.sign(np.diag(r))
