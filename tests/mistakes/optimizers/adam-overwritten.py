# expected: 69.273
# mistake: corrected averages stored
# %% adam-solution
class Adam:
    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, amsgrad=False):
        self.a, self.b1, self.b2, self.e = learning_rate, beta1, beta2, epsilon
        self.amsgrad, self.t = amsgrad, 0
        self.m = self.v = self.u = 0.0

    def step(self, w, g):
        self.t += 1
        self.m = self.b1 * self.m + (1 - self.b1) * g
        self.v = self.b2 * self.v + (1 - self.b2) * g**2
        self.u = np.maximum(self.u, self.v) if self.amsgrad else self.v
        mean = self.m = self.m / (1 - self.b1**self.t)
        square = self.v = self.u / (1 - self.b2**self.t)
        return w - self.a * mean / (np.sqrt(square) + self.e)
