# expected: 83
# mistake: wrong shape
# %% distance-solution
def signed_distances(X, w, b):
    return (X @ w.reshape(-1, 1) + b) / np.linalg.norm(w)
