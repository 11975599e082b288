# expected: 82
# mistake: none
# %% best-solution
def best_linear_model(X, t):
    with_ones = np.column_stack([X, np.ones(len(X))])
    return np.linalg.lstsq(with_ones, t, rcond=None)[0]
