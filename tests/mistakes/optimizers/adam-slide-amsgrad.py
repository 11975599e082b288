# expected: 86.182
# mistake: largest of the corrected v
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
        v = self.v / (1 - self.b2**self.t)
        mean = self.m / (1 - self.b1**self.t)
        square = self.u = np.maximum(self.u, v) if self.amsgrad else v
        return w - self.a * mean / (np.sqrt(square) + self.e)
