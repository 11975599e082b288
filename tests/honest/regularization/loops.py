# %% l2-solution
def l2_and_gradient(W, strength):
    total = sum(float(w) ** 2 for w in W.ravel())
    gradient = [2 * strength * float(w) for w in W.ravel()]
    return strength * total, np.array(gradient).reshape(W.shape)
# %% l1-solution
def l1_and_gradient(W, strength):
    gradient = np.zeros(W.shape)
    gradient[W > 0], gradient[W < 0] = strength, -strength
    return strength * sum(abs(float(w)) for w in W.ravel()), gradient
# %% elastic-solution
def elastic_and_gradient(W, l1_strength, l2_strength):
    first, second = l1_and_gradient(W, l1_strength), l2_and_gradient(W, l2_strength)
    return first[0] + second[0], first[1] + second[1]
# %% ridge-solution
def ridge(w, b, X, t, strength):
    loss, dw, db = 0.0, [0.0] * len(w), 0.0
    for row, target in zip(X.tolist(), t.tolist()):
        difference = sum(weight * x for weight, x in zip(w.tolist(), row)) + b - target
        loss += difference**2 / len(t)
        db += 2 * difference / len(t)
        dw = [old + 2 * difference * x / len(t) for old, x in zip(dw, row)]
    for k, weight in enumerate(w.tolist()):
        loss += strength * weight**2
        dw[k] += 2 * strength * weight
    return loss, dw, db
# %% slides-solution
def slides_in_numbers():
    return (0.5 * 1 + 2 * 1, 0.5 * 1 + 2 * 0.25, 0.007, 0.014, 0.005)
# %% decay-solution
def decayed_step(w, gradient, learning_rate, decay):
    new = w.copy()
    for place in np.ndindex(w.shape):
        new[place] = (1 - learning_rate * decay) * w[place] - learning_rate * gradient[place]
    return new
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate = rate
        self.generator = generator
        self.kept = None

    def forward(self, x, training):
        self.kept = None
        if not training:
            return x
        self.kept = [self.generator.random() >= self.rate for _ in range(x.size)]
        return self.passed(x)

    def passed(self, values):
        flat = values.astype(float).ravel()
        for place, kept in enumerate(self.kept):
            flat[place] = flat[place] / (1 - self.rate) if kept else 0.0
        return flat.reshape(values.shape)

    def backward(self, dy):
        return dy if self.kept is None else self.passed(dy)
# %% expectation-solution
def dropout_expectation(w, x, rate):
    branches = [(0.0, 1.0)]
    for weight, value in zip(w.tolist(), x.tolist()):
        kept = [(total + weight * value, share * (1 - rate)) for total, share in branches]
        branches = kept + [(total, share * rate) for total, share in branches]
    mean = sum(total * share for total, share in branches)
    return mean, sum(total * share for total, share in branches if total > 0)
# %% batch-norm-solution
def batch_norm_training(x, gamma, beta, running_mean, running_variance, momentum, epsilon):
    y, means, variances = np.empty(x.shape), [], []
    for c in range(x.shape[1]):
        column = [float(value) for value in x[:, c]]
        mean = sum(column) / len(column)
        squares = sum((value - mean) ** 2 for value in column)
        for i, value in enumerate(column):
            y[i, c] = gamma[c] * (value - mean) / (squares / len(column) + epsilon) ** 0.5 + beta[c]
        means.append(running_mean[c] + momentum * (mean - running_mean[c]))
        unbiased = squares / (len(column) - 1)
        variances.append(running_variance[c] + momentum * (unbiased - running_variance[c]))
    return y, np.array(means), np.array(variances)
# %% inference-solution
def batch_norm_inference(x, gamma, beta, running_mean, running_variance, epsilon):
    rows = []
    for row in x:
        parts = zip(row, gamma, beta, running_mean, running_variance)
        rows.append([a * (z - m) / (v + epsilon) ** 0.5 + b for z, a, b, m, v in parts])
    return np.array(rows)
# %% backward-solution
def batch_norm_backward(g, x, gamma, epsilon):
    n, features = x.shape
    dx, dgamma, dbeta = np.zeros((n, features)), np.zeros(features), np.zeros(features)
    for c in range(features):
        column, up = x[:, c].astype(float), g[:, c].astype(float)
        centred = column - column.mean()
        variance = (centred * centred).mean()
        root = (variance + epsilon) ** 0.5
        for i in range(n):
            dgamma[c] += up[i] * centred[i] / root
            dbeta[c] += up[i]
        through = up * gamma[c]
        dvariance = -0.5 * (through * centred).sum() / (variance + epsilon) ** 1.5
        dmean = -through.sum() / root - 2 * dvariance * centred.mean()
        dx[:, c] = through / root + 2 * dvariance * centred / n + dmean / n
    return dx, dgamma, dbeta
# %% early-solution
def early_stopping(losses, patience):
    best_loss, best_epoch, waited, epochs = float("inf"), 0, 0, 0
    for loss in losses:
        if loss < best_loss:
            best_loss, best_epoch, waited = loss, epochs, 0
        else:
            waited += 1
        epochs += 1
        if waited >= patience:
            break
    return best_epoch, epochs
