# expected: 79
# mistake: velocity not reduced
# %% momentum-solution
class Momentum:
    def __init__(self, learning_rate, momentum, form="sum"):
        self.a, self.b, self.form = learning_rate, momentum, form
        self.v = 0.0

    def step(self, w, g):
        share = 1.0 if self.form == "sum" else 1 - self.b
        self.v = self.v + share * g
        return w - self.a * self.v
