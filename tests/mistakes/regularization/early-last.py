# expected: 84.4
# mistake: last epoch for the best
# %% early-solution
def early_stopping(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, epoch + 1
    return len(losses) - 1, len(losses)
