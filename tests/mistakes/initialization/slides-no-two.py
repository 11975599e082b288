# expected: 89.2
# mistake: factor 2 missing
# %% slides-solution
def slides_in_numbers():
    factor = np.sqrt(500) * 0.01
    return [factor, factor**10, 1 / np.sqrt(500), 1 / np.sqrt(500)]
