# expected: 86.667
# mistake: margin argument ignored
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    violations = np.maximum(0, scores - scores[samples, labels][:, None] + 1)
    violations[samples, labels] = 0
    return violations.sum() / len(labels)
