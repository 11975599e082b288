# expected: 83.25
# mistake: fan-out for fan-in
# %% predicted-solution
def predicted_stds(widths, sigma, input_square, kept):
    stds, square = [], input_square
    for fan_out in widths[1:]:
        variance = fan_out * sigma**2 * square
        stds.append(np.sqrt(variance))
        square = kept * variance
    return np.array(stds)
