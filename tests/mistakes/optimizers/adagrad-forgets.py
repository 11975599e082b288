# expected: 84
# mistake: memory not carried
# %% adagrad-solution
class Adagrad:
    def __init__(self, learning_rate, epsilon=1e-10):
        self.a, self.e = learning_rate, epsilon
        self.s = 0.0

    def step(self, w, g):
        s = g**2
        return w - self.a * g / (np.sqrt(s) + self.e)
