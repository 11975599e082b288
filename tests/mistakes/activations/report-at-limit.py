# expected: 89.217
# mistake: >= for >
# %% report-solution
def layer_report(outputs, limit=0.95):
    dead = (outputs == 0).all(axis=0)
    return outputs.mean(), dead.mean(), (np.abs(outputs) >= limit).mean()
