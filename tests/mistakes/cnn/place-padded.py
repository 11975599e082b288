# expected: 82
# mistake: as large as the image
# %% place-solution
def cross_correlate(image, kernel):
    rows, columns = kernel.shape
    padded = np.pad(image, ((0, rows - 1), (0, columns - 1)))
    result = np.zeros(image.shape)
    for p in range(image.shape[0]):
        for q in range(image.shape[1]):
            result[p, q] = np.sum(padded[p : p + rows, q : q + columns] * kernel)
    return result
