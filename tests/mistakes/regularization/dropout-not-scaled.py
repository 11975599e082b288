# expected: 84.75
# mistake: not divided by the keep probability
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate, self.generator = rate, generator

    def forward(self, x, training):
        self.mask = np.ones(x.shape)
        if training:
            self.mask = self.generator.random(x.shape) >= self.rate
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask
