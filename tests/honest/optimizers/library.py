# %% batches-solution
from course import nn


def minibatches(samples, size, generator):
    order = np.argsort(generator.random(samples))
    return np.split(order, np.arange(size, samples, size))
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    return np.average(gradients, axis=0, weights=sizes)
# %% momentum-solution
class OfTheLibrary:
    """One of the library's optimizers for one array of weights."""

    def __init__(self, make, **options):
        self.make, self.options, self.parameter = make, options, None

    def step(self, w, g):
        if self.parameter is None:
            self.parameter = nn.Tensor(np.array(w), requires_grad=True)
            self.optimizer = self.make([self.parameter], **self.options)
        self.parameter.data[...] = w
        self.parameter.grad = np.asarray(g, dtype=self.parameter.data.dtype)
        self.optimizer.step()
        return self.parameter.data.copy()


class Momentum(OfTheLibrary):
    def __init__(self, learning_rate, momentum, form="sum"):
        options = {"learning_rate": learning_rate, "momentum": momentum, "momentum_form": form}
        super().__init__(nn.SGD, **options)
# %% nesterov-solution
class Nesterov:
    def __init__(self, learning_rate, momentum):
        self.rate, self.momentum, self.velocity = learning_rate, momentum, None

    def step(self, w, gradient):
        if self.velocity is None:
            self.velocity = np.zeros_like(w)
        self.velocity *= self.momentum
        slopes = np.multiply(gradient(np.subtract(w, self.velocity)), self.rate)
        self.velocity += slopes
        return np.subtract(w, self.velocity)
# %% adagrad-solution
class Adagrad(OfTheLibrary):
    def __init__(self, learning_rate, epsilon=1e-10):
        super().__init__(nn.Adagrad, learning_rate=learning_rate, epsilon=epsilon)
# %% rmsprop-solution
class RMSProp(OfTheLibrary):
    def __init__(self, learning_rate, decay=0.99, epsilon=1e-8):
        super().__init__(nn.RMSProp, learning_rate=learning_rate, decay=decay, epsilon=epsilon)
# %% adam-solution
class Adam(OfTheLibrary):
    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, amsgrad=False):
        betas = {"beta1": beta1, "beta2": beta2, "amsgrad": amsgrad}
        super().__init__(nn.Adam, learning_rate=learning_rate, epsilon=epsilon, **betas)
# %% adamw-solution
class AdamW(OfTheLibrary):
    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.01):
        options = {"beta1": beta1, "beta2": beta2, "epsilon": epsilon, "weight_decay": decay}
        super().__init__(nn.AdamW, learning_rate=learning_rate, **options)
# %% warm-up-solution
def warm_up_cosine(step, learning_rate, steps, warm_up):
    rate = nn.schedules.Cosine(learning_rate, steps)(step)
    return rate * np.interp(step + 1, [0, warm_up], [0, 1])
# %% triangle-solution
def triangle(step, lowest, highest, half):
    return nn.schedules.CyclicalTriangle(lowest, highest, half)(step)
# %% clipping-solution
def clip_by_norm(gradients, limit):
    parameters = [nn.Tensor(np.zeros_like(g), requires_grad=True) for g in gradients]
    for parameter, gradient in zip(parameters, gradients):
        parameter.grad = gradient.copy()
    nn.clip_gradient_norm(parameters, limit)
    return [parameter.grad for parameter in parameters]
# %% slides-solution
def in_numbers():
    batches = len(range(0, 1000, 64))
    velocity = np.sum(0.9 ** np.arange(500))
    return np.array([10 * batches, velocity, 0.02 * velocity, 0.1 / 0.001**0.5, 0.05 * 8])
