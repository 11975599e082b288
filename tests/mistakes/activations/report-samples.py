# expected: 88.435
# mistake: samples for units
# %% report-solution
def layer_report(outputs, limit=0.95):
    dead = (outputs == 0).all(axis=1)
    return outputs.mean(), dead.mean(), (np.abs(outputs) > limit).mean()
