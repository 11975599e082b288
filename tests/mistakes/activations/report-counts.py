# expected: 86.348
# mistake: count for share
# %% report-solution
def layer_report(outputs, limit=0.95):
    dead = (outputs == 0).all(axis=0)
    return outputs.mean(), dead.sum(), (np.abs(outputs) > limit).sum()
