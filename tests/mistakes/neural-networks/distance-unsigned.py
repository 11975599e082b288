# expected: 85
# mistake: side lost
# %% distance-solution
def signed_distances(X, w, b):
    return np.abs(X @ w + b) / np.linalg.norm(w)
