# %% numerical-solution
import math


def numerical_gradient(f, x, step=1e-5):
    x = np.asarray(x).astype(np.float64)
    slopes = []
    for k in range(x.size):
        above, below = x.copy(), x.copy()
        above.flat[k] += step
        below.flat[k] -= step
        slopes.append((f(above) - f(below)) / 2 / step)
    return np.array(slopes).reshape(x.shape)
# %% circuit-solution
def sigmoid_circuit(w, x):
    # As on the slide, gate by gate.
    w, x = [float(v) for v in w], [float(v) for v in x]
    t0 = w[0] * x[0]
    t1 = w[1] * x[1]
    t01 = t0 + t1
    t012 = t01 + w[2]
    nt = -t012
    e = math.exp(nt)
    denom = e + 1
    f = 1 / denom
    ddenom = -1 / denom / denom
    de = 1 * ddenom
    dnt = math.exp(nt) * de
    dt012 = -dnt
    return f, [x[0] * dt012, x[1] * dt012, dt012], [w[0] * dt012, w[1] * dt012]
# %% shape-solution
def sum_to_shape(gradient, shape):
    result = np.zeros(shape)
    front = gradient.ndim - len(shape)
    for index in np.ndindex(gradient.shape):
        place = tuple(0 if n == 1 else i for i, n in zip(index[front:], shape))
        result[place] += gradient[index]
    return result
# %% engine-solution
class Tensor:
    def __init__(self, data, parents=()):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.parents = list(parents)

    def __add__(self, other):
        return Tensor(self.data + other.data, [(self, lambda g: g), (other, lambda g: g)])

    def __mul__(self, other):
        def to_self(g):
            return g * other.data

        def to_other(g):
            return g * self.data

        return Tensor(self.data * other.data, [(self, to_self), (other, to_other)])

    def __matmul__(self, other):
        n, d = self.data.shape
        m = other.data.shape[1]
        value = np.zeros((n, m))
        for i in range(n):
            for j in range(m):
                value[i, j] = sum(self.data[i, k] * other.data[k, j] for k in range(d))

        def to_self(g):
            return [[sum(g[i, j] * other.data[k, j] for j in range(m)) for k in range(d)] for i in range(n)]

        def to_other(g):
            return [[sum(self.data[i, k] * g[i, j] for i in range(n)) for j in range(m)] for k in range(d)]

        return Tensor(value, [(self, lambda g: np.array(to_self(g))), (other, lambda g: np.array(to_other(g)))])

    def exp(self):
        result = Tensor(np.exp(self.data))
        result.parents.append((self, lambda g: g * result.data))
        return result

    def log(self):
        return Tensor(np.log(self.data), [(self, lambda g: g * self.data**-1)])

    def relu(self):
        on = self.data > 0
        return Tensor(np.where(on, self.data, 0), [(self, lambda g: np.where(on, g, 0))])

    def sum(self):
        return Tensor(self.data.sum(), [(self, lambda g: np.full(self.data.shape, g))])

    def backward(self):
        # Count the uses of every tensor; go on from one when all of them have reported.
        uses, stack, met = {id(self): 0}, [self], {id(self)}
        while stack:
            for parent, _ in stack.pop().parents:
                uses[id(parent)] = uses.get(id(parent), 0) + 1
                if id(parent) not in met:
                    met.add(id(parent))
                    stack.append(parent)
        self.grad = np.ones_like(self.data)
        ready = [self]
        while ready:
            tensor = ready.pop()
            for parent, rule in tensor.parents:
                parent.grad += sum_to_shape(rule(tensor.grad), parent.data.shape)
                uses[id(parent)] -= 1
                if uses[id(parent)] == 0:
                    ready.append(parent)
# %% jacobian-solution
def jacobian_numbers():
    entries = 204800 * 204800
    return [2048 * 2048, 2048, entries, round(entries * 4 / 10**9, 1)]
# %% vjp-solution
def softmax_backward(scores, v):
    rows = []
    for s, g in zip(scores.tolist(), v.tolist()):
        top = max(s)
        e = [math.exp(z - top) for z in s]
        p = [part / sum(e) for part in e]
        inner = sum(a * b for a, b in zip(g, p))
        rows.append([b * (a - inner) for a, b in zip(g, p)])
    return rows
# %% regression-solution
def regression_loss_and_gradients(X, t, w, b, decay):
    loss, by_w, by_b = 0.0, [0.0] * len(w), 0.0
    for x, target in zip(X.tolist(), t.tolist()):
        error = sum(v * float(k) for v, k in zip(x, w)) + b - target
        loss += error**2 / len(t)
        by_b += 2 * error / len(t)
        for k in range(len(w)):
            by_w[k] += 2 * error * x[k] / len(t)
    for k in range(len(w)):
        loss += decay * float(w[k]) ** 2
        by_w[k] += 2 * decay * float(w[k])
    return loss, by_w, by_b
# %% logistic-solution
def logistic_loss_and_gradients(X, y, w, b):
    loss, by_w, by_b = 0.0, [0.0] * len(w), 0.0
    for x, target in zip(X.tolist(), y.tolist()):
        z = sum(v * float(k) for v, k in zip(x, w)) + b
        e = math.exp(-abs(z))
        p = 1 / (1 + e) if z >= 0 else e / (1 + e)
        loss += (max(z, 0) - z * target + math.log1p(e)) / len(y)
        by_b += (p - target) / len(y)
        for k in range(len(w)):
            by_w[k] += (p - target) * x[k] / len(y)
    return loss, by_w, by_b
# %% dual-solution
class Dual:
    def __init__(self, value, tangent=0.0):
        self.value = value
        self.tangent = tangent

    def __add__(self, other):
        return Dual(self.value + other.value, self.tangent + other.tangent)

    def __mul__(self, other):
        return Dual(self.value * other.value, self.value * other.tangent + self.tangent * other.value)

    def __truediv__(self, other):
        reciprocal = Dual(1 / other.value, -other.tangent / other.value**2)
        return self * reciprocal

    def exp(self):
        e = math.exp(self.value)
        return Dual(e, e * self.tangent)
# %% derivative-solution
def derivative(function, x):
    result = function(Dual(x, 1.0))
    return result.tangent
# %% direction-solution
def direction_error(f, x, gradient, direction, step=1e-5):
    x, u = x.astype(float), direction.astype(float)
    numeric = (f(x + step * u) - f(x - step * u)) / (2 * step)
    claimed = 0.0
    for index in np.ndindex(x.shape):
        claimed += float(gradient[index]) * float(u[index])
    largest = 1.0
    for size in (abs(numeric), abs(claimed)):
        if size > largest:
            largest = size
    return abs(numeric - claimed) / largest
