# expected: 73
# mistake: one draw for all settings
# %% search-solution
def random_search(objective, space, trials, generator):
    best, best_value = None, np.inf
    for _ in range(trials):
        u = generator.random()
        settings = {name: low * (high / low) ** u for name, (low, high) in space.items()}
        value = objective(settings)
        if value < best_value:
            best, best_value = settings, value
    return best, best_value
