# expected: 60.768
# mistake: none
# %% train-solution
def train(x, labels, generator):
    z, _ = standardize(x, x)
    W, b, targets = np.zeros((64, 10)), np.zeros(10), np.eye(10)[labels]
    for _ in range(200):
        shares = nn.softmax(z @ W + b)
        W -= 0.5 * z.T @ (shares - targets) / len(z)
        b -= 0.5 * (shares - targets).mean(axis=0)
    return [(W, b)]
