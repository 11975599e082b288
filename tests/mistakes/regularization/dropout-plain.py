# expected: 82.417
# mistake: not divided by the keep probability; scaled in evaluation
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate, self.generator = rate, generator

    def forward(self, x, training):
        if not training:
            return x * (1 - self.rate)
        self.mask = self.generator.random(x.shape) >= self.rate
        return x * self.mask

    def backward(self, dy):
        return dy * self.mask
