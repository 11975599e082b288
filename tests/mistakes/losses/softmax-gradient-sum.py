# expected: 83.333
# mistake: sum for mean
# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    gradient = softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return softmax_loss(scores, labels) * len(labels), gradient
