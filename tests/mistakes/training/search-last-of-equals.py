# expected: 77
# mistake: last of equals
# %% search-solution
def random_search(objective, space, trials, generator):
    best, best_value = None, np.inf
    for _ in range(trials):
        settings = {}
        for name, (low, high) in space.items():
            settings[name] = low * (high / low) ** generator.random()
        value = objective(settings)
        if value <= best_value:
            best, best_value = settings, value
    return best, best_value
