# expected: 87.333
# mistake: margin argument ignored
# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    gradient = (scores - scores[samples, labels][:, None] + 1 > 0).astype(float)
    gradient[samples, labels] = 0
    gradient[samples, labels] = -gradient.sum(axis=1)
    return hinge_loss(scores, labels), gradient / len(labels)
