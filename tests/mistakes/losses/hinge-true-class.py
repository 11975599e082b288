# expected: 81.111
# mistake: true class counted
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    return np.maximum(0, scores - scores[samples, labels][:, None] + margin).sum() / len(labels)
