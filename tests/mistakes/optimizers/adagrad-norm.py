# expected: 85.714
# mistake: one size for all weights
# %% adagrad-solution
class Adagrad:
    def __init__(self, learning_rate, epsilon=1e-10):
        self.a, self.e = learning_rate, epsilon
        self.s = 0.0

    def step(self, w, g):
        self.s = self.s + np.sum(g**2)
        return w - self.a * g / (np.sqrt(self.s) + self.e)
