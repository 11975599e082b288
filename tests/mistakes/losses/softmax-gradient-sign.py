# expected: 79.333
# mistake: sign
# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    gradient = -softmax(scores)
    gradient[np.arange(len(labels)), labels] += 1
    return softmax_loss(scores, labels), gradient / len(labels)
