# expected: 88.696
# mistake: negative side forgotten
# %% report-solution
def layer_report(outputs, limit=0.95):
    dead = (outputs == 0).all(axis=0)
    return outputs.mean(), dead.mean(), (outputs > limit).mean()
