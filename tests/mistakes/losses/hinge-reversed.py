# expected: 80
# mistake: scores the wrong way round
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    violations = np.maximum(0, scores[samples, labels][:, None] - scores + margin)
    violations[samples, labels] = 0
    return violations.sum() / len(labels)
