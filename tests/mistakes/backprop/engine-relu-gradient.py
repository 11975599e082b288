# expected: 84.133
# mistake: sign of the gradient for that of the input
# %% engine-solution
class Tensor:
    """An array that remembers how it was computed.

    data: the values, an array. grad: the gradient, an array of the same shape, 0 at first.
    parents: pairs (tensor, rule); rule(g) is what the gradient g of this tensor means for it.
    """

    def __init__(self, data, parents=()):
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.parents = list(parents)

    def __add__(self, other):
        return Tensor(self.data + other.data, [(self, lambda g: g), (other, lambda g: g)])

    def __mul__(self, other):
        """Return the product, entry by entry; shapes that differ are broadcast."""
        rules = [(self, lambda g: g * other.data), (other, lambda g: g * self.data)]
        return Tensor(self.data * other.data, rules)

    def __matmul__(self, other):
        """Return the matrix product of two tables."""
        rules = [(self, lambda g: g @ other.data.T), (other, lambda g: self.data.T @ g)]
        return Tensor(self.data @ other.data, rules)

    def exp(self):
        """Return e to the power of every entry."""
        value = np.exp(self.data)
        return Tensor(value, [(self, lambda g: g * value)])

    def log(self):
        """Return the natural logarithm of every entry."""
        return Tensor(np.log(self.data), [(self, lambda g: g / self.data)])

    def relu(self):
        """Return max(0, entry); the slope at 0 is 0."""
        return Tensor(np.maximum(0, self.data), [(self, lambda g: g * (g > 0))])

    def sum(self):
        """Return the sum of all entries, a tensor of shape ()."""
        return Tensor(self.data.sum(), [(self, lambda g: np.full(self.data.shape, g))])

    def backward(self):
        """Add to the grad of every tensor below the derivative of the sum of this one."""
        order, seen = [], set()

        def visit(tensor):
            if id(tensor) not in seen:
                seen.add(id(tensor))
                for parent, _ in tensor.parents:
                    visit(parent)
                order.append(tensor)

        visit(self)
        self.grad = np.ones(self.data.shape)
        for tensor in reversed(order):
            for parent, rule in tensor.parents:
                arriving = sum_to_shape(rule(tensor.grad), parent.data.shape)
                parent.grad = parent.grad + arriving
