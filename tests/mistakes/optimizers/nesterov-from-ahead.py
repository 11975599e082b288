# expected: 82.5
# mistake: moved from the point ahead
# %% nesterov-solution
class Nesterov:
    def __init__(self, learning_rate, momentum):
        self.a, self.b = learning_rate, momentum
        self.V = 0.0

    def step(self, w, gradient):
        ahead = w - self.b * self.V
        self.V = self.b * self.V + self.a * gradient(ahead)
        return ahead - self.V
