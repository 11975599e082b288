# expected: 84.286
# mistake: none
# %% place-solution
def cross_correlate(image, kernel):
    k = kernel.shape[0]
    result = np.zeros((image.shape[0] - k + 1, image.shape[1] - k + 1))
    for p in range(result.shape[0]):
        for q in range(result.shape[1]):
            result[p, q] = np.sum(image[p : p + k, q : q + k] * kernel)
    return result
