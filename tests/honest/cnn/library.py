# %% output-size-solution
from course import nn


def output_size(length, kernel, stride=1, padding=0):
    return nn.conv_output_shape(length, length, kernel, stride=stride, padding=padding)[0]
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    weights = np.zeros((filters, channels, kernel, kernel))
    return weights.size + (filters if bias else 0)
# %% place-solution
def cross_correlate(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("pqij,ij->pq", windows, kernel)
# %% slides-solution
def slide_correlation():
    image = np.array([[2.0, 3, 1], [5, 6, 3], [8, 9, 8]])
    return cross_correlate(image, np.array([[0.0, 1, -1], [1, 0, 1], [1, 2, 0]]))[0, 0]


def slide_maxima():
    return np.array([np.arange(1, 10).max(), np.max([[5, 2, 1], [5, 7, 1], [9, 5, 12]])])


def puzzle_shape():
    x = np.zeros((1, 3, 48, 33))
    return list(nn.conv2d(x, np.zeros((5, 3, 3, 3)), stride=2, padding=1).shape[1:])
# %% forward-solution
def conv_forward(x, filters, bias, stride=1, padding=0):
    padded = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    shape = filters.shape[2:]
    windows = np.lib.stride_tricks.sliding_window_view(padded, shape, axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]
    return np.einsum("ncpqij,ocij->nopq", windows, filters) + bias[:, None, None]
# %% backward-solution
def conv_backward(gradient, x, filters, stride=1, padding=0):
    image = nn.Tensor(np.asarray(x, float), requires_grad=True)
    weights = nn.Tensor(np.asarray(filters, float), requires_grad=True)
    bias = nn.Tensor(np.zeros(len(filters)), requires_grad=True)
    y = nn.conv2d(image, weights, bias, stride=stride, padding=padding)
    (y * np.asarray(gradient, float)).sum().backward()
    return image.grad, weights.grad, bias.grad
# %% max-pool-solution
def max_pool(x, size, stride):
    return nn.max_pool2d(x, size, stride=stride)
# %% max-pool-gradient-solution
def max_pool_backward(gradient, x, size, stride):
    left, dx = gradient.astype(float), np.zeros(x.shape)
    y = np.asarray(max_pool(x, size, stride))
    for i in range(size):
        for j in range(size):
            rows = slice(i, i + stride * (y.shape[2] - 1) + 1, stride)
            columns = slice(j, j + stride * (y.shape[3] - 1) + 1, stride)
            won = np.where(x[:, :, rows, columns] == y, left, 0)
            dx[:, :, rows, columns] += won
            left = left - won
    return dx
# %% average-pool-solution
def average_pool(x, size, stride):
    one = np.full((1, 1, size, size), 1 / size**2, dtype=x.dtype)
    n, c, h, w = x.shape
    y = nn.conv2d(np.ascontiguousarray(x).reshape(n * c, 1, h, w), one, stride=stride)
    return y.reshape(n, c, *y.shape[2:])


def average_pool_backward(gradient, x, size, stride):
    _, cache = nn.average_pool2d_forward(np.asarray(x, float), size, stride=stride)
    return nn.average_pool2d_backward(np.asarray(gradient, float), cache)[0]
# %% global-solution
def global_pools(x):
    flat = x.reshape(*x.shape[:2], -1)
    return flat.sum(axis=-1) / flat.shape[-1], np.amax(flat, axis=-1)
# %% receptive-solution
def receptive_field(layers):
    strides = [stride for _, stride in layers]
    return 1 + sum((kernel - 1) * int(np.prod(strides[:k])) for k, (kernel, _) in enumerate(layers))
