# expected: 83
# mistake: divided by the squared length
# %% distance-solution
def signed_distances(X, w, b):
    return (X @ w + b) / np.sum(w**2)
