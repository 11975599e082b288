# expected: 83
# mistake: bias not divided
# %% distance-solution
def signed_distances(X, w, b):
    return X @ (w / np.linalg.norm(w)) + b
