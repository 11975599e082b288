# expected: 89.478
# mistake: silent outputs counted
# %% report-solution
def layer_report(outputs, limit=0.95):
    return outputs.mean(), (outputs == 0).mean(), (np.abs(outputs) > limit).mean()
