# expected: 76.545
# mistake: equal losses counted as improvement
# %% stopping-solution
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] <= losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return best, epoch
