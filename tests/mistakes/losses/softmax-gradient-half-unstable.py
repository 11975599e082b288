# expected: 87.333
# mistake: no maximum subtraction
# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    exponentials = np.exp(scores)
    gradient = exponentials / exponentials.sum(axis=1, keepdims=True)
    loss = -np.log(gradient[np.arange(len(labels)), labels]).mean()
    gradient[np.arange(len(labels)), labels] -= 1
    return loss, gradient / len(labels)
