# expected: 80.375
# mistake: none
# %% momentum-solution
class Momentum:
    v = np.zeros(1)

    def __init__(self, learning_rate, momentum, form="sum"):
        self.a, self.b = learning_rate, momentum
        self.share = 1.0 if form == "sum" else 1 - momentum

    def step(self, w, g):
        Momentum.v = self.b * Momentum.v + self.share * g
        return w - self.a * Momentum.v
