# expected: 84.615
# mistake: columns of unit length
# %% orthogonal-solution
def orthogonal(rows, columns, generator, gain=1.0):
    matrix = generator.normal(size=(rows, columns))
    return gain * matrix / np.linalg.norm(matrix, axis=0)
