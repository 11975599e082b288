# expected: 82.45
# mistake: each layer on its own
# %% predicted-solution
def predicted_stds(widths, sigma, input_square, kept):
    return np.sqrt(input_square * np.array(widths[:-1])) * sigma
