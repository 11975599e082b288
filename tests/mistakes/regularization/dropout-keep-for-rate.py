# expected: 84.167
# mistake: divided by the rate; rate for keep probability
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate, self.generator = rate, generator

    def forward(self, x, training):
        self.factor = np.ones(x.shape)
        if training:
            self.factor = (self.generator.random(x.shape) < self.rate) / self.rate
        return x * self.factor

    def backward(self, dy):
        return dy * self.factor
