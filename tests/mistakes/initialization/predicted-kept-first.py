# expected: 84.375
# mistake: share taken before the first layer
# %% predicted-solution
def predicted_stds(widths, sigma, input_square, kept):
    stds, variance = [], input_square
    for fan_in in widths[:-1]:
        variance = fan_in * sigma**2 * kept * variance
        stds.append(np.sqrt(variance))
    return np.array(stds)
