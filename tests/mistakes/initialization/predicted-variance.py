# expected: 77
# mistake: variance for standard deviation
# %% predicted-solution
def predicted_stds(widths, sigma, input_square, kept):
    variances, square = [], input_square
    for fan_in in widths[:-1]:
        variances.append(fan_in * sigma**2 * square)
        square = kept * variances[-1]
    return np.array(variances)
