# expected: 84
# mistake: start corrected
# %% rmsprop-solution
class RMSProp:
    def __init__(self, learning_rate, decay=0.99, epsilon=1e-8):
        self.a, self.r, self.e, self.s, self.t = learning_rate, decay, epsilon, 0.0, 0

    def step(self, w, g):
        self.t += 1
        self.s = self.r * self.s + (1 - self.r) * g**2
        return w - self.a * g / (np.sqrt(self.s / (1 - self.r**self.t)) + self.e)
