# expected: 72.182
# mistake: knows the future
# %% stopping-solution
def early_stopping(losses, patience):
    return int(np.argmin(losses)), len(losses) - 1
