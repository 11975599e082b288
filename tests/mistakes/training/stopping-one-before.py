# expected: 72.909
# mistake: compared with the epoch before
# %% stopping-solution
def early_stopping(losses, patience):
    best = waiting = epoch = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[epoch - 1]:
            best, waiting = epoch, 0
        else:
            waiting += 1
            if waiting == patience:
                break
    return best, epoch
