# expected: 83
# mistake: divided by the sum of sizes
# %% distance-solution
def signed_distances(X, w, b):
    return (X @ w + b) / np.abs(w).sum()
