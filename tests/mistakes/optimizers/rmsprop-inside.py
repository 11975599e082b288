# expected: 86.571
# mistake: epsilon inside the root
# %% rmsprop-solution
class RMSProp:
    def __init__(self, learning_rate, decay=0.99, epsilon=1e-8):
        self.a, self.r, self.e = learning_rate, decay, epsilon
        self.s = 0.0

    def step(self, w, g):
        self.s = self.r * self.s + (1 - self.r) * g**2
        return w - self.a * g / np.sqrt(self.s + self.e)
