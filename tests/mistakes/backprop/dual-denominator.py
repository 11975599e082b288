# expected: 86.267
# mistake: denominator not squared
# %% dual-solution
class Dual:
    """A value and its tangent: how fast it changes."""

    def __init__(self, value, tangent=0.0):
        self.value = value
        self.tangent = tangent

    def __add__(self, other):
        return Dual(self.value + other.value, self.tangent + other.tangent)

    def __mul__(self, other):
        """Return the product of two dual numbers."""
        tangent = self.tangent * other.value + self.value * other.tangent
        return Dual(self.value * other.value, tangent)

    def __truediv__(self, other):
        """Return the quotient of two dual numbers."""
        value = self.value / other.value
        return Dual(value, self.tangent - value * other.tangent)

    def exp(self):
        """Return e to the power of this dual number."""
        value = np.exp(self.value)
        return Dual(value, value * self.tangent)
