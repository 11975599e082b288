# expected: 82
# mistake: mean for sum
# %% place-solution
def cross_correlate(image, kernel):
    rows, columns = kernel.shape
    result = np.zeros((image.shape[0] - rows + 1, image.shape[1] - columns + 1))
    for p in range(result.shape[0]):
        for q in range(result.shape[1]):
            result[p, q] = np.mean(image[p : p + rows, q : q + columns] * kernel)
    return result
