# %% numerical-solution
from course import nn


def numerical_gradient(f, x, step=1e-5):
    return nn.numerical_gradient(f, x.astype(float), step=step)
# %% circuit-solution
def sigmoid_circuit(w, x):
    leaves = [nn.Tensor(np.asarray(part, dtype=float), requires_grad=True) for part in (w, x)]
    result = nn.sigmoid((leaves[0][:2] * leaves[1]).sum() + leaves[0][2])
    result.backward()
    return float(result.data), leaves[0].grad, leaves[1].grad
# %% shape-solution
def sum_to_shape(gradient, shape):
    padded = (1,) * (gradient.ndim - len(shape)) + tuple(shape)
    axes = tuple(k for k, n in enumerate(padded) if n == 1)
    return np.add.reduce(gradient, axis=axes, keepdims=True).reshape(shape) if axes else gradient
# %% engine-solution
class Tensor:
    """The library's tensors do the work."""

    def __init__(self, data, parents=(), inner=None):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.parents = list(parents)
        self.forward = inner or (lambda: self.leaf())

    def leaf(self):
        return nn.Tensor(self.data, requires_grad=True)

    def __add__(self, other):
        return Tensor(self.data + other.data, [(self, lambda g: g), (other, lambda g: g)])

    def __mul__(self, other):
        left, right = self.leaf(), other.leaf()
        result = left * right
        rules = [(self, lambda g: nn.gradients((result * g).sum(), [left])[0].data)]
        rules.append((other, lambda g: nn.gradients((result * g).sum(), [right])[0].data))
        return Tensor(result.data, rules)

    def __matmul__(self, other):
        rules = [
            (self, lambda g: np.einsum("im,jm->ij", g, other.data)),
            (other, lambda g: np.einsum("ij,im->jm", self.data, g)),
        ]
        return Tensor(np.einsum("ij,jm->im", self.data, other.data), rules)

    def through(self, function):
        value = function(self.data)
        return Tensor(value, [(self, lambda g: nn.vector_jacobian_product(function, self.data, g)[1])])

    def exp(self):
        return self.through(np.exp)

    def log(self):
        return self.through(np.log)

    def relu(self):
        return self.through(nn.relu)

    def sum(self):
        return Tensor(np.sum(self.data), [(self, lambda g: np.broadcast_to(g, self.data.shape))])

    def backward(self):
        # Depth is the longest way from a leaf: deeper tensors first.
        depth = {}

        def depth_of(tensor):
            if id(tensor) not in depth:
                depth[id(tensor)] = (1 + max([depth_of(p) for p, _ in tensor.parents], default=0), tensor)
            return depth[id(tensor)][0]

        depth_of(self)
        self.grad = np.ones(self.data.shape)
        for _, tensor in sorted(depth.values(), key=lambda pair: -pair[0]):
            for parent, rule in tensor.parents:
                parent.grad = parent.grad + sum_to_shape(np.asarray(rule(tensor.grad)), parent.data.shape)
# %% jacobian-solution
def jacobian_numbers():
    return np.array([2048**2, 2048, (2048 * 100) ** 2, (2048 * 100) ** 2 * 4e-9])
# %% vjp-solution
def softmax_backward(scores, v):
    p = nn.softmax(scores.astype(float))
    weighted = p * v
    return weighted - p * weighted.sum(axis=1)[:, None]
# %% regression-solution
def regression_loss_and_gradients(X, t, w, b, decay):
    weights = nn.Tensor(w.astype(float), requires_grad=True)
    bias = nn.Tensor(float(b), requires_grad=True)
    errors = X.astype(float) @ weights + bias - t.astype(float)
    loss = np.square(errors).mean() + decay * np.square(weights).sum()
    loss.backward()
    return loss.data, weights.grad, bias.grad
# %% logistic-solution
def logistic_loss_and_gradients(X, y, w, b):
    X, y, z = X.astype(float), y.astype(float), X.astype(float) @ w.astype(float) + b
    by_z = nn.binary_cross_entropy_with_logits_gradient(z, y)
    return nn.binary_cross_entropy_with_logits(z, y), by_z @ X, by_z.sum()
# %% dual-solution
class Dual:
    """The library's dual number inside."""

    def __init__(self, value, tangent=0.0):
        self.inner = nn.Dual(float(value), float(tangent))

    @classmethod
    def of(cls, inner):
        return cls(inner.value, inner.tangent)

    @property
    def value(self):
        return float(self.inner.value)

    @property
    def tangent(self):
        return float(self.inner.tangent)

    def __add__(self, other):
        return Dual.of(self.inner + other.inner)

    def __mul__(self, other):
        return Dual.of(self.inner * other.inner)

    def __truediv__(self, other):
        return Dual.of(self.inner / other.inner)

    def exp(self):
        return Dual.of(np.exp(self.inner))
# %% derivative-solution
def derivative(function, x):
    return function(Dual(x, 1.0)).tangent
# %% direction-solution
def direction_error(f, x, gradient, direction, step=1e-5):
    x, u = x.astype(float), direction.astype(float)
    numeric = float(nn.numerical_gradient(lambda s: f(x + s * u), np.array(0.0), step=step))
    claimed = float(np.vdot(gradient, u))
    return float(np.abs(numeric - claimed) / np.max([1.0, abs(numeric), abs(claimed)]))
