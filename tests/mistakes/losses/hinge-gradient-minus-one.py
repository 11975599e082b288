# expected: 82
# mistake: -1 for minus the count
# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    gradient = (scores - scores[samples, labels][:, None] + margin > 0).astype(float)
    gradient[samples, labels] = -1
    return hinge_loss(scores, labels, margin), gradient / len(labels)
