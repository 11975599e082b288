# expected: 79.333
# mistake: 1 subtracted in the wrong places
# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    return softmax_loss(scores, labels), (softmax(scores) - 1) / len(labels)
