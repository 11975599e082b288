# expected: 87.6
# mistake: compared with the last loss
# %% early-solution
def early_stopping(losses, patience):
    best = waited = 0
    for epoch in range(1, len(losses)):
        waited = waited + 1 if losses[epoch] >= losses[epoch - 1] else 0
        best = epoch if losses[epoch] < losses[best] else best
        if waited == patience:
            return best, epoch + 1
    return best, len(losses)
