# expected: 72.167
# mistake: measured on each part
# %% standardize-solution
def standardize(train, other):
    results = []
    for part in (train, other):
        spread = part.std(axis=0)
        results.append((part - part.mean(axis=0)) / np.where(spread == 0, 1, spread))
    return tuple(results)
