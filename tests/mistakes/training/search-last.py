# expected: 73
# mistake: last trial for the best
# %% search-solution
def random_search(objective, space, trials, generator):
    for _ in range(trials):
        settings = {}
        for name, (low, high) in space.items():
            settings[name] = low * (high / low) ** generator.random()
        value = objective(settings)
    return settings, value
