# expected: 82
# mistake: transposed kernel
# %% place-solution
def cross_correlate(image, kernel):
    columns, rows = kernel.shape
    result = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1))
    for p in range(result.shape[0]):
        for q in range(result.shape[1]):
            result[p, q] = np.sum(image[p : p + rows, q : q + columns] * kernel.T)
    return result
