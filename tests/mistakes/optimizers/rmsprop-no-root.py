# expected: 84
# mistake: root missing
# %% rmsprop-solution
class RMSProp:
    def __init__(self, learning_rate, decay=0.99, epsilon=1e-8):
        self.a, self.r, self.e = learning_rate, decay, epsilon
        self.s = 0.0

    def step(self, w, g):
        self.s = self.r * self.s + (1 - self.r) * g**2
        return w - self.a * g / (self.s + self.e)
