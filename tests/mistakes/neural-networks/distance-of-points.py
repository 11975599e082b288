# expected: 83
# mistake: length of the points
# %% distance-solution
def signed_distances(X, w, b):
    return (X @ w + b) / np.linalg.norm(X, axis=1)
