# student: Chén Xiǎoyǔ
# about: everything right, in few lines
# expected: 90
# base: solution

# %% softmax-loss-solution
def softmax_loss(scores, labels):
    z = scores - scores.max(1, keepdims=True)
    return (np.log(np.exp(z).sum(1)) - z[np.arange(len(z)), labels]).mean()


# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    # The true class adds exactly the margin to every row, so take it off again.
    gaps = scores - scores[np.arange(len(labels)), labels][:, None] + margin
    return np.maximum(gaps, 0).sum(axis=1).mean() - margin


# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    d = predictions - targets
    return d @ d / d.size, 2 / d.size * d


# %% constants-solution
def best_constants(targets):
    return targets.mean(), np.quantile(targets, 0.5)


# %% written-answer [markdown]
# The hinge loss of [5, -3, 2] is 0 and so is the gradient. Softmax has the loss 0.049 and a small gradient towards class 0.
# Hinge is content with a lead of 1. Softmax would like a lead of infinity.
