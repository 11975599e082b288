# expected: 70
# mistake: uniform for log-uniform
# %% search-solution
def random_search(objective, space, trials, generator):
    best, best_value = None, np.inf
    for _ in range(trials):
        settings = {name: generator.uniform(low, high) for name, (low, high) in space.items()}
        value = objective(settings)
        if value < best_value:
            best, best_value = settings, value
    return best, best_value
