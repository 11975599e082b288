# expected: 79.25
# mistake: sigma not squared
# %% predicted-solution
def predicted_stds(widths, sigma, input_square, kept):
    stds, square = [], input_square
    for fan_in in widths[:-1]:
        variance = fan_in * sigma * square
        stds.append(np.sqrt(variance))
        square = kept * variance
    return np.array(stds)
