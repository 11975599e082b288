# expected: 88.957
# mistake: limit argument ignored
# %% report-solution
def layer_report(outputs, limit=0.95):
    dead = (outputs == 0).all(axis=0)
    return outputs.mean(), dead.mean(), (np.abs(outputs) > 0.95).mean()
