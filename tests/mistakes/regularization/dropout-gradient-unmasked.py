# expected: 86.5
# mistake: gradient not masked
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate, self.generator = rate, generator

    def forward(self, x, training):
        if not training:
            return x
        mask = self.generator.random(x.shape) >= self.rate
        return x * mask / (1 - self.rate)

    def backward(self, dy):
        return dy
