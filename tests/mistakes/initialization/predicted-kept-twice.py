# expected: 86.625
# mistake: share of the deviation for that of the square
# %% predicted-solution
def predicted_stds(widths, sigma, input_square, kept):
    std, stds = np.sqrt(input_square), []
    for layer, fan_in in enumerate(widths[:-1]):
        std *= np.sqrt(fan_in) * sigma * (kept if layer else 1)
        stds.append(std)
    return np.array(stds)
