# expected: 89.478
# mistake: silent once is not dead
# %% report-solution
def layer_report(outputs, limit=0.95):
    dead = (outputs == 0).any(axis=0)
    return outputs.mean(), dead.mean(), (np.abs(outputs) > limit).mean()
