# expected: 88.462
# mistake: signs of the algorithm
# %% orthogonal-solution
def orthogonal(rows, columns, generator, gain=1.0):
    q = np.linalg.qr(generator.normal(size=(max(rows, columns), min(rows, columns))))[0]
    return gain * (q if rows >= columns else q.T)
