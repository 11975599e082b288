# expected: 82
# mistake: system not solved
# %% best-solution
def best_linear_model(X, t):
    with_ones = np.column_stack([X, np.ones(len(X))])
    moments = with_ones.T @ t
    return moments[:-1], moments[-1]
