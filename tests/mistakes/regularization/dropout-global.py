# expected: 89.417
# mistake: generator ignored
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate = rate

    def forward(self, x, training):
        self.factor = 1
        if training:
            self.factor = (np.random.rand(*x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dy):
        return dy * self.factor
