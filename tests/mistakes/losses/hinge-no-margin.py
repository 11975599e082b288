# expected: 81.111
# mistake: margin dropped
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    violations = np.maximum(0, scores - scores[samples, labels][:, None])
    return violations.sum() / len(labels)
