# expected: 84.4
# mistake: never stopped
# %% early-solution
def early_stopping(losses, patience):
    return int(np.argmin(losses)), len(losses)
