# expected: 88.833
# mistake: another mask in backward
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.rate, self.generator, self.training = rate, generator, False

    def factor(self, shape):
        if not self.training:
            return 1
        return (self.generator.random(shape) >= self.rate) / (1 - self.rate)

    def forward(self, x, training):
        self.training = training
        return x * self.factor(x.shape)

    def backward(self, dy):
        return dy * self.factor(dy.shape)
