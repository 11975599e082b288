# expected: 89.478
# mistake: negative outputs taken for silent
# %% report-solution
def layer_report(outputs, limit=0.95):
    dead = (outputs <= 0).all(axis=0)
    return outputs.mean(), dead.mean(), (np.abs(outputs) > limit).mean()
