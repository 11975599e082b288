# expected: 79
# mistake: the other form
# %% momentum-solution
class Momentum:
    def __init__(self, learning_rate, momentum, form="sum"):
        self.a, self.b, self.form = learning_rate, momentum, form
        self.v = 0.0

    def step(self, w, g):
        share = 1.0 if self.form == "sum" else 1 - self.b
        self.v = self.b * self.v + (1 - self.b if share == 1 else 1) * g
        return w - self.a * self.v
