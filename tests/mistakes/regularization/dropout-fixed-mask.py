# expected: 89.417
# mistake: one mask for all
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate, self.generator, self.mask = rate, generator, None

    def forward(self, x, training):
        self.factor = 1
        if training:
            if self.mask is None:
                self.mask = (self.generator.random(x.shape) >= self.rate) / (1 - self.rate)
            self.factor = self.mask
        return x * self.factor

    def backward(self, dy):
        return dy * self.factor
