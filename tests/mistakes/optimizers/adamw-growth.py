# expected: 83
# mistake: decay for growth
# %% adamw-solution
class AdamW:
    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.01):
        self.a, self.d = learning_rate, decay
        self.adam = Adam(learning_rate, beta1, beta2, epsilon)

    def step(self, w, g):
        return self.adam.step((1 + self.a * self.d) * w, g)
