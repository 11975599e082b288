# expected: 80
# mistake: mean over all entries
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    violations = np.maximum(0, scores - scores[samples, labels][:, None] + margin)
    violations[samples, labels] = 0
    return violations.mean()
