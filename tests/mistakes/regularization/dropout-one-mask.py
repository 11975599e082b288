# expected: 88.833
# mistake: one mask for all
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate, self.generator = rate, generator

    def forward(self, x, training):
        self.factor = 1
        if training:
            self.factor = (self.generator.random(x.shape[-1]) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dy):
        return dy * self.factor
