# expected: 82.222
# mistake: no maximum with 0
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    gaps = scores - scores[samples, labels][:, None] + margin
    gaps[samples, labels] = 0
    return gaps.sum() / len(labels)
