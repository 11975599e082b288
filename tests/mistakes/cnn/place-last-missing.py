# expected: 82
# mistake: last row and column missing
# %% place-solution
def cross_correlate(image, kernel):
    rows, columns = kernel.shape
    result = np.zeros((image.shape[0] - rows, image.shape[1] - columns))
    for p in range(result.shape[0]):
        for q in range(result.shape[1]):
            result[p, q] = np.sum(image[p : p + rows, q : q + columns] * kernel)
    return result
