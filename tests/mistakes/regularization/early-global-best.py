# expected: 84.4
# mistake: best of all epochs
# %% early-solution
def early_stopping(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best == patience:
            return int(np.argmin(losses)), epoch + 1
    return best, len(losses)
