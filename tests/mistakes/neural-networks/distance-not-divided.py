# expected: 83
# mistake: not divided by the length
# %% distance-solution
def signed_distances(X, w, b):
    return X @ w + b
