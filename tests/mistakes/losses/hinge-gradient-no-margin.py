# expected: 84.667
# mistake: margin dropped
# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    samples = np.arange(len(labels))
    gradient = (scores > scores[samples, labels][:, None]).astype(float)
    gradient[samples, labels] = -gradient.sum(axis=1)
    return hinge_loss(scores, labels, margin), gradient / len(labels)
