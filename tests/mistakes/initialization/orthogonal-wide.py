# expected: 89.231
# mistake: square for every shape
# %% orthogonal-solution
def orthogonal(rows, columns, generator, gain=1.0):
    q, r = np.linalg.qr(generator.normal(size=(rows, columns)))
    return gain * q * np.sign(np.diag(r))
