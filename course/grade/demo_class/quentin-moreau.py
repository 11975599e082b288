# student: Quentin Moreau
# about: probabilities handed in as the gradient
# expected: 79.333
# base: solution

# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    return softmax_loss(scores, labels), softmax(scores) / len(labels)


# %% written-answer [markdown]
# Softmax veut toujours mieux faire: its gradient is never 0. The hinge loss is 0 from a lead of 1 on.
