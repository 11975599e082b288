# %% distance-solution
import math


def signed_distances(X, w, b):
    length = math.sqrt(sum(float(v) ** 2 for v in w))
    distances = []
    for x in X:
        z = b
        for value, weight in zip(x, w):
            z += float(value) * float(weight)
        distances.append(z / length)
    return distances
# %% layer-solution
def linear_layer(X, W, b):
    rows = []
    for x in X:
        row = []
        for j in range(W.shape[1]):
            row.append(float(b[j]) + sum(float(x[k]) * float(W[k, j]) for k in range(len(x))))
        rows.append(row)
    return rows
# %% collapse-solution
def collapse(W1, b1, W2, b2):
    d, h = W1.shape
    m = W2.shape[1]
    W = [[sum(W1[i, k] * W2[k, j] for k in range(h)) for j in range(m)] for i in range(d)]
    b = [b2[j] + sum(b1[k] * W2[k, j] for k in range(h)) for j in range(m)]
    return W, b
# %% forward-solution
def forward(X, layers):
    answers = []
    for x in X.tolist():
        for place, (W, b) in enumerate(layers):
            z = [b[j] + sum(x[k] * W[k, j] for k in range(len(x))) for j in range(len(b))]
            x = z if place == len(layers) - 1 else [v if v > 0 else 0.0 for v in z]
        answers.append(x)
    return answers
# %% count-solution
def parameter_count(sizes):
    total, inputs = 0, sizes[0]
    for units in sizes[1:]:
        for _ in range(units):
            total += inputs
            total += 1
        inputs = units
    return total
# %% best-solution
def best_linear_model(X, t):
    """Normal equations by Gauss-Jordan elimination."""
    rows = [[float(v) for v in x] + [1.0] for x in X]
    size = len(rows[0])
    table = [
        [sum(r[i] * r[j] for r in rows) for j in range(size)]
        + [sum(r[i] * float(target) for r, target in zip(rows, t))]
        for i in range(size)
    ]
    for i in range(size):
        best = max(range(i, size), key=lambda k: abs(table[k][i]))
        table[i], table[best] = table[best], table[i]
        table[i] = [v / table[i][i] for v in table[i]]
        for k in range(size):
            if k != i:
                table[k] = [a - table[k][i] * c for a, c in zip(table[k], table[i])]
    solved = [row[-1] for row in table]
    return solved[:-1], solved[-1]
# %% xor-solution
def xor_network():
    # One unit for each of the two points with answer 1.
    return [[1, -1], [-1, 1]], [0, 0], [1, 1], 0
# %% fold-solution
def fold(X, times):
    all_signs, points = [], []
    for x in X.tolist():
        signs = []
        for _ in range(times):
            signs += [v > 0 for v in x]
            x = [2 * abs(v) - 1 for v in x]
        all_signs.append(signs)
        points.append(x)
    return all_signs, points
# %% regions-solution
def count_regions(signs):
    met = []
    for row in signs.tolist():
        if row not in met:
            met.append(row)
    return len(met)
# %% svm-solution
def svm_step(w, b, X, y, learning_rate, decay):
    slope, slope_b = [decay * float(v) for v in w], 0.0
    for x, label in zip(X, y):
        z = b
        for k in range(len(w)):
            z += float(w[k]) * float(x[k])
        if label * z < 1:
            for k in range(len(w)):
                slope[k] -= float(label) * float(x[k]) / len(y)
            slope_b -= float(label) / len(y)
    return [float(v) - learning_rate * s for v, s in zip(w, slope)], b - learning_rate * slope_b
# %% gradient-solution
def network_loss_and_gradients(X, t, W1, b1, w2, b2):
    (d, h), count = W1.shape, len(t)
    dW1, db1, dw2, db2, loss = np.zeros((d, h)), np.zeros(h), np.zeros(h), 0.0, 0.0
    for x, target in zip(X, t):
        z = [b1[j] + sum(x[k] * W1[k, j] for k in range(d)) for j in range(h)]
        units = [max(0.0, v) for v in z]
        error = sum(units[j] * w2[j] for j in range(h)) + b2 - target
        loss += error**2 / count
        delta = 2 * error / count
        db2 += delta
        for j in range(h):
            dw2[j] += delta * units[j]
            if z[j] > 0:
                db1[j] += delta * w2[j]
                for k in range(d):
                    dW1[k, j] += delta * w2[j] * x[k]
    return loss, dW1, db1, dw2, db2
