# expected: 84
# mistake: sigmoid for tanh
# %% step-solution
def rnn_step(x, h, W, U, b):
    return 1 / (1 + np.exp(-(x @ W + h @ U + b)))
