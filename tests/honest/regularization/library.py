# %% l2-solution
from course import nn
from course.nn import regularizers


def l2_and_gradient(W, strength):
    return regularizers.l2(W, strength=strength), regularizers.l2_gradient(W, strength=strength)
# %% l1-solution
def l1_and_gradient(W, strength):
    return regularizers.l1(W, strength=strength), regularizers.l1_gradient(W, strength=strength)
# %% elastic-solution
def elastic_and_gradient(W, l1_strength, l2_strength):
    strengths = {"l1_strength": l1_strength, "l2_strength": l2_strength}
    return regularizers.elastic(W, **strengths), regularizers.elastic_gradient(W, **strengths)
# %% ridge-solution
def ridge(w, b, X, t, strength):
    weights = nn.Tensor(np.asarray(w, dtype=float)[:, None], requires_grad=True)
    bias = nn.Tensor(np.array([float(b)]), requires_grad=True)
    outputs = X.astype(float) @ weights + bias
    loss = ((outputs - t.astype(float)[:, None]) ** 2).mean() + strength * (weights**2).sum()
    loss.backward()
    return float(loss.data), weights.grad[:, 0], bias.grad[0]
# %% slides-solution
def slides_in_numbers():
    vectors = np.array([1.0, 0, 0, 0]), np.full(4, 0.25)
    prices = [regularizers.elastic(v, l1_strength=0.5, l2_strength=2) for v in vectors]
    return np.array([*prices, 0.7 / 100, 0.7 / 50, 0.005])
# %% decay-solution
def decayed_step(w, gradient, learning_rate, decay):
    parameter = nn.Tensor(w.copy(), requires_grad=True)
    parameter.grad = gradient
    nn.SGD([parameter], learning_rate=learning_rate, weight_decay=decay).step()
    return parameter.data
# %% dropout-solution
class Dropout:
    def __init__(self, rate, generator):
        self.layer = nn.Dropout(rate, generator=generator)

    def forward(self, x, training):
        self.layer.train() if training else self.layer.eval()
        self.x = nn.Tensor(np.array(x), requires_grad=True)
        self.y = self.layer(self.x)
        return self.y.data

    def backward(self, dy):
        self.y.backward(np.asarray(dy, dtype=self.y.data.dtype))
        return self.x.grad
# %% expectation-solution
def dropout_expectation(w, x, rate):
    codes = np.arange(2 ** len(x))
    bits = (codes[:, None] >> np.arange(len(x))) & 1
    shares = (1 - rate) ** bits.sum(axis=1) * rate ** (1 - bits).sum(axis=1)
    sums = bits.astype(float) @ (w * x)
    return np.average(sums, weights=shares), np.average(np.clip(sums, 0, None), weights=shares)
# %% batch-norm-solution
def batch_norm_training(x, gamma, beta, running_mean, running_variance, momentum, epsilon):
    mean, variance = running_mean.copy(), running_variance.copy()
    y, _ = nn.layers.batch_norm_forward(
        x,
        gamma,
        beta,
        running_mean=mean,
        running_variance=variance,
        momentum=momentum,
        epsilon=epsilon or 1e-300,
    )
    return y, mean, variance
# %% inference-solution
def batch_norm_inference(x, gamma, beta, running_mean, running_variance, epsilon):
    scale = np.reciprocal(np.sqrt(running_variance + epsilon)) * gamma
    return x * scale + (beta - running_mean * scale)
# %% backward-solution
def batch_norm_backward(g, x, gamma, epsilon):
    _, cache = nn.layers.batch_norm_forward(
        x, gamma, np.zeros_like(gamma), epsilon=epsilon or 1e-300
    )
    return nn.layers.batch_norm_backward(g, cache)
# %% early-solution
def early_stopping(losses, patience):
    records = np.minimum.accumulate(losses)
    new = np.append(True, losses[1:] < records[:-1])
    latest = np.maximum.accumulate(np.where(new, np.arange(len(losses)), 0))
    stops = np.flatnonzero(np.arange(len(losses)) - latest >= patience)
    last = stops[0] if len(stops) else len(losses) - 1
    return int(latest[last]), int(last) + 1
