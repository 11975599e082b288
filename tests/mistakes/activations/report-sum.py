# expected: 89.739
# mistake: a sum of 0 taken for silence
# %% report-solution
def layer_report(outputs, limit=0.95):
    dead = outputs.sum(axis=0) == 0
    return outputs.mean(), dead.mean(), (np.abs(outputs) > limit).mean()
