# %% one-hot-solution
def one_hot(indices, words):
    if indices.ndim == 1:
        return [[1.0 if place == k else 0.0 for place in range(words)] for k in indices]
    return [one_hot(row, words) for row in indices]
# %% embedding-solution
def embed(table, indices):
    return [[[float(value) for value in table[k]] for k in row] for row in indices]


def embedding_gradient(gradient, indices, words):
    result = np.zeros((words, gradient.shape[2]))
    for n in range(indices.shape[0]):
        for t in range(indices.shape[1]):
            result[indices[n, t]] += gradient[n, t]
    return result
# %% step-solution
import math


def rnn_step(x, h, W, U, b):
    new = []
    for n in range(len(x)):
        row = []
        for j in range(len(b)):
            total = float(b[j])
            for d in range(x.shape[1]):
                total += float(x[n, d]) * float(W[d, j])
            for k in range(len(b)):
                total += float(h[n, k]) * float(U[k, j])
            row.append(math.tanh(total))
        new.append(row)
    return new
# %% forward-solution
def rnn_forward(x, h0, W, U, b):
    N, T, _ = x.shape
    result = np.zeros((N, T, len(b)))
    for n in range(N):
        state = h0[n]
        for t in range(T):
            state = np.tanh(b + state.dot(U) + x[n, t].dot(W))
            result[n, t] = state
    return result
# %% contributions-solution
def contributions():
    w, h, states = 0.5, 0.0, [0.0]
    for _ in range(4):
        h = w * h + 1
        states.append(h)
    return [states[t - 1] * w ** (4 - t) for t in range(1, 5)]
# %% backward-solution
def rnn_backward(gradient, x, h0, W, U, b):
    N, T, D = x.shape
    dx, dW, dU, db = np.zeros((N, T, D)), 0 * W.astype(float), 0 * U.astype(float), 0 * b.astype(float)
    for n in range(N):
        states = [h0[n].astype(float)]
        for t in range(T):
            states.append(np.tanh(x[n, t] @ W + states[-1] @ U + b))
        delta = np.zeros(len(b))
        for t in range(T - 1, -1, -1):
            a = (gradient[n, t] + delta) * (1 - states[t + 1]) * (1 + states[t + 1])
            dx[n, t] = W @ a
            dW += np.outer(x[n, t], a)
            dU += np.outer(states[t], a)
            db += a
            delta = U @ a
    return dx, dW, dU, db
# %% clip-solution
def clip_by_norm(gradients, limit):
    total = 0.0
    for gradient in gradients:
        for value in gradient.ravel().tolist():
            total += value * value
    length = math.sqrt(total)
    return [gradient * (limit / length) if length > limit else gradient.copy() for gradient in gradients]
# %% gru-solution
def squashed(a):
    return math.exp(a) / (1 + math.exp(a)) if a < 0 else 1 / (1 + math.exp(-a))


def gru_step(x, h, W, U, b):
    size = h.shape[1]
    new = np.zeros(h.shape)
    for n in range(len(x)):
        reset = [squashed(x[n] @ W[:, j] + h[n] @ U[:, j] + b[j]) for j in range(size)]
        update = [squashed(x[n] @ W[:, j] + h[n] @ U[:, j] + b[j]) for j in range(size, 2 * size)]
        for j in range(size):
            k = 2 * size + j
            total = x[n] @ W[:, k] + b[k] + sum(reset[i] * h[n, i] * U[i, k] for i in range(size))
            new[n, j] = (1 - update[j]) * h[n, j] + update[j] * math.tanh(total)
    return new
# %% lstm-solution
def lstm_step(x, h, c, W, U, b, V):
    size = h.shape[1]
    h_new, c_new = np.zeros(h.shape), np.zeros(c.shape)
    for n in range(len(x)):
        for j in range(size):
            sums = [x[n] @ W[:, k * size + j] + h[n] @ U[:, k * size + j] + b[k * size + j] for k in range(4)]
            i = squashed(sums[0] + V[0, j] * c[n, j])
            f = squashed(sums[1] + V[1, j] * c[n, j])
            c_new[n, j] = f * c[n, j] + i * math.tanh(sums[2])
            o = squashed(sums[3] + V[2, j] * c_new[n, j])
            h_new[n, j] = o * math.tanh(c_new[n, j])
    return [h_new, c_new]
# %% parameters-solution
def gated_parameters(inputs, size):
    gru = sum(weights for _ in range(3) for weights in (inputs * size, size * size, size))
    lstm = sum(weights for _ in range(4) for weights in (inputs * size, size * size, size))
    return gru, lstm + size + size + size
# %% sentiment-solution
def sentiment_loss_and_gradient(table, indices, labels, weights, bias):
    total, gradient = 0.0, np.zeros(table.shape)
    for row, label in zip(indices.tolist(), labels.tolist()):
        words = [k for k in row if k != 0]
        mean = sum(table[k].astype(float) for k in words) / len(words)
        score = float(mean @ weights) + bias
        signed = score if label == 1 else -score
        total += math.log1p(math.exp(-abs(signed))) + max(0.0, -signed)
        for k in words:
            gradient[k] += (squashed(score) - label) / len(labels) / len(words) * weights
    return total / len(labels), gradient
