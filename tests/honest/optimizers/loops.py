# %% batches-solution
def minibatches(samples, size, generator):
    left = list(range(samples))
    generator.shuffle(left)
    batches = []
    while left:
        batches.append(left[:size])
        left = left[size:]
    return batches
# %% accumulation-solution
def accumulated_gradient(gradients, sizes):
    mean, seen = np.zeros(gradients[0].shape), 0
    for gradient, size in zip(gradients, sizes):
        seen += size
        mean = mean + (gradient - mean) * size / seen
    return mean
# %% momentum-solution
class Momentum:
    def __init__(self, learning_rate, momentum, form="sum"):
        self.settings = learning_rate, momentum, form
        self.velocity = None

    def step(self, w, g):
        rate, b, form = self.settings
        if self.velocity is None:
            self.velocity = [0.0] * w.size
        new = []
        for k, (weight, slope) in enumerate(zip(w.ravel().tolist(), g.ravel().tolist())):
            added = slope if form == "sum" else (1 - b) * slope
            self.velocity[k] = b * self.velocity[k] + added
            new.append(weight - rate * self.velocity[k])
        return np.array(new).reshape(w.shape)
# %% nesterov-solution
class Nesterov:
    """Remembers the weights of the step before in place of a velocity."""

    def __init__(self, learning_rate, momentum):
        self.rate, self.momentum = learning_rate, momentum
        self.before = None

    def step(self, w, gradient):
        ahead = w if self.before is None else w + self.momentum * (w - self.before)
        self.before = w
        return ahead - self.rate * gradient(ahead)
# %% adagrad-solution
class Adagrad:
    def __init__(self, learning_rate, epsilon=1e-10):
        self.rate, self.epsilon, self.seen = learning_rate, epsilon, []

    def step(self, w, g):
        self.seen.append(np.array(g, dtype=float))
        sizes = np.sqrt(np.sum(np.square(self.seen), axis=0))
        return w - self.rate * g / (sizes + self.epsilon)
# %% rmsprop-solution
import math


class RMSProp:
    def __init__(self, learning_rate, decay=0.99, epsilon=1e-8):
        self.rate, self.decay, self.epsilon, self.squares = learning_rate, decay, epsilon, {}

    def step(self, w, g):
        new = np.array(w, dtype=float)
        for place in np.ndindex(w.shape):
            old = self.squares.get(place, 0.0)
            self.squares[place] = s = self.decay * old + (1 - self.decay) * float(g[place]) ** 2
            new[place] -= self.rate * float(g[place]) / (math.sqrt(s) + self.epsilon)
        return new
# %% adam-solution
class Adam:
    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, amsgrad=False):
        self.rate, self.beta1, self.beta2 = learning_rate, beta1, beta2
        self.epsilon, self.amsgrad = epsilon, amsgrad
        self.state, self.t = {}, 0

    def step(self, w, g):
        self.t += 1
        new = np.array(w, dtype=float)
        for place in np.ndindex(w.shape):
            m, v, largest = self.state.get(place, (0.0, 0.0, 0.0))
            slope = float(g[place])
            m = self.beta1 * m + (1 - self.beta1) * slope
            v = self.beta2 * v + (1 - self.beta2) * slope * slope
            largest = max(largest, v)
            self.state[place] = m, v, largest
            used = (largest if self.amsgrad else v) / (1 - self.beta2**self.t)
            new[place] -= self.rate * m / (1 - self.beta1**self.t) / (used**0.5 + self.epsilon)
        return new
# %% adamw-solution
class AdamW:
    def __init__(self, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.01):
        self.rate, self.decay = learning_rate, decay
        self.inner = Adam(learning_rate, beta1=beta1, beta2=beta2, epsilon=epsilon)

    def step(self, w, g):
        return self.inner.step(w, g) - self.rate * self.decay * w
# %% warm-up-solution
def warm_up_cosine(step, learning_rate, steps, warm_up):
    if step >= steps:
        return 0.0
    rate = learning_rate * 0.5 * (1 + math.cos(math.pi * step / steps))
    if step + 1 < warm_up:
        rate *= (step + 1) / warm_up
    return rate
# %% triangle-solution
def triangle(step, lowest, highest, half):
    rate, direction = lowest, 1
    for done in range(step):
        rate += direction * (highest - lowest) / half
        if (done + 1) % half == 0:
            direction = -direction
    return rate
# %% clipping-solution
def clip_by_norm(gradients, limit):
    total = 0.0
    for gradient in gradients:
        for entry in gradient.ravel().tolist():
            total += entry * entry
    norm = math.sqrt(total)
    if norm <= limit:
        return [gradient.copy() for gradient in gradients]
    return [gradient / norm * limit for gradient in gradients]
# %% slides-solution
def in_numbers():
    return (160, 10, 0.2, 3.162, 0.4)
