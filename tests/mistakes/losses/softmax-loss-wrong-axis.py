# expected: 80
# mistake: softmax over the wrong axis; logarithm of a rounded probability
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    exponentials = np.exp(scores - scores.max(axis=0))
    probabilities = exponentials / exponentials.sum(axis=0)
    return -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))
