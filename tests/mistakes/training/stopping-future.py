# expected: 72.182
# mistake: equal losses counted as improvement; knows the future; stops one epoch too late
# %% stopping-solution
def early_stopping(losses, patience):
    return int(np.argmin(losses)), len(losses) - 1
