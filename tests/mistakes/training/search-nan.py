# expected: 76
# mistake: nan taken for the best
# %% search-solution
def random_search(objective, space, trials, generator):
    tried = []
    for _ in range(trials):
        settings = {}
        for name, (low, high) in space.items():
            settings[name] = low * (high / low) ** generator.random()
        tried.append((settings, objective(settings)))
    return tried[int(np.argmin([value for _, value in tried]))]
