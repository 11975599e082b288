# expected: 81.111
# mistake: largest term only
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    violations = np.maximum(0, scores - scores[samples, labels][:, None] + margin)
    violations[samples, labels] = 0
    return violations.max(axis=1).mean()
