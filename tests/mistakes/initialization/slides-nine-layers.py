# expected: 89.2
# mistake: index off by one
# %% slides-solution
def slides_in_numbers():
    factor = np.sqrt(500) * 0.01
    return [factor, factor**9, 1 / np.sqrt(500), np.sqrt(2 / 500)]
