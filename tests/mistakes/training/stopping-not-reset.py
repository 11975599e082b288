# expected: 74.364
# mistake: waiting not started anew
# %% stopping-solution
def early_stopping(losses, patience):
    best = waiting = epoch = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            waiting += 1
            if waiting == patience:
                break
    return best, epoch
