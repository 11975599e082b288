# expected: 87.692
# mistake: gain squared
# %% orthogonal-solution
def orthogonal(rows, columns, generator, gain=1.0):
    q, r = np.linalg.qr(generator.normal(size=(max(rows, columns), min(rows, columns))))
    q = gain**2 * q * np.sign(np.diag(r))
    return q if rows >= columns else q.T
