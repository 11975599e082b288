# expected: 70
# mistake: last epoch kept
# %% stopping-solution
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return epoch, epoch
