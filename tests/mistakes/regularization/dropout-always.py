# expected: 87.667
# mistake: none
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate, self.generator = rate, generator

    def forward(self, x, training):
        self.factor = (self.generator.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dy):
        return dy * self.factor
