# expected: 86.625
# mistake: activation ignored
# %% predicted-solution
def predicted_stds(widths, sigma, input_square, kept):
    variance, stds = input_square, []
    for fan_in in widths[:-1]:
        variance *= fan_in * sigma**2
        stds.append(variance**0.5)
    return np.array(stds)
