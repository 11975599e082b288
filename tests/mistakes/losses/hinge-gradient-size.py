# expected: 79.333
# mistake: size of the violation for its slope
# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    gradient = np.maximum(0, scores - scores[samples, labels][:, None] + margin)
    gradient[samples, labels] = 0
    gradient[samples, labels] = -gradient.sum(axis=1)
    return hinge_loss(scores, labels, margin), gradient / len(labels)
