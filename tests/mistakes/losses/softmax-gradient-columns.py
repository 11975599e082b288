# expected: 83.333
# mistake: 1 subtracted in the wrong places
# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    gradient = softmax(scores)
    gradient[:, labels] -= 1
    return softmax_loss(scores, labels), gradient / len(labels)
