# expected: 82
# mistake: subtracted after dividing
# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    gradient = softmax(scores) / len(labels)
    gradient[np.arange(len(labels)), labels] -= 1
    return softmax_loss(scores, labels), gradient
