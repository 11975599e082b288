# expected: 70
# mistake: compared with the epoch before; equal losses counted as improvement; last epoch kept
# %% stopping-solution
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best == patience:
            break
    return epoch, epoch
