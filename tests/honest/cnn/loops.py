# %% output-size-solution
def output_size(length, kernel, stride=1, padding=0):
    places = 0
    start = -padding
    while start + kernel <= length + padding:
        places += 1
        start += stride
    return places
# %% parameters-solution
def parameter_count(channels, filters, kernel, bias=True):
    total = 0
    for _ in range(filters):
        for _ in range(channels):
            total += kernel**2
        if bias:
            total += 1
    return total
# %% place-solution
def cross_correlate(image, kernel):
    result = []
    for p in range(image.shape[0] - kernel.shape[0] + 1):
        line = []
        for q in range(image.shape[1] - kernel.shape[1] + 1):
            total = 0.0
            for i in range(kernel.shape[0]):
                for j in range(kernel.shape[1]):
                    total += float(image[p + i, q + j]) * float(kernel[i, j])
            line.append(total)
        result.append(line)
    return result
# %% slides-solution
def slide_correlation():
    image = [[2, 3, 1], [5, 6, 3], [8, 9, 8]]
    kernel = [[0, 1, -1], [1, 0, 1], [1, 2, 0]]
    return sum(image[i][j] * kernel[i][j] for i in range(3) for j in range(3))


def slide_maxima():
    windows = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [5, 2, 1, 5, 7, 1, 9, 5, 12]]
    return [max(window) for window in windows]


def puzzle_shape():
    return [5, (48 + 2 - 3) // 2 + 1, (33 + 2 - 3) // 2 + 1]
# %% forward-solution
def conv_forward(x, filters, bias, stride=1, padding=0):
    N, C, H, W = x.shape
    O, _, K, L = filters.shape
    y = np.zeros((N, O, (H + 2 * padding - K) // stride + 1, (W + 2 * padding - L) // stride + 1))
    for n, o, p, q in np.ndindex(*y.shape):
        y[n, o, p, q] = bias[o]
        for c, i, j in np.ndindex(C, K, L):
            row, column = p * stride + i - padding, q * stride + j - padding
            if 0 <= row < H and 0 <= column < W:
                y[n, o, p, q] += x[n, c, row, column] * filters[o, c, i, j]
    return y
# %% backward-solution
def conv_backward(gradient, x, filters, stride=1, padding=0):
    dx, df, db = np.zeros(x.shape), np.zeros(filters.shape), np.zeros(len(filters))
    for n, o, p, q in np.ndindex(*gradient.shape):
        g = gradient[n, o, p, q]
        db[o] += g
        for c, i, j in np.ndindex(*filters.shape[1:]):
            row, column = p * stride + i - padding, q * stride + j - padding
            if 0 <= row < x.shape[2] and 0 <= column < x.shape[3]:
                df[o, c, i, j] += g * x[n, c, row, column]
                dx[n, c, row, column] += g * filters[o, c, i, j]
    return dx, df, db
# %% max-pool-solution
def max_pool(x, size, stride):
    N, C, H, W = x.shape
    result = []
    for n in range(N):
        result.append([])
        for c in range(C):
            result[-1].append([])
            for top in range(0, H - size + 1, stride):
                line = []
                for left in range(0, W - size + 1, stride):
                    best = x[n, c, top, left]
                    for i in range(size):
                        for j in range(size):
                            best = max(best, x[n, c, top + i, left + j])
                    line.append(best)
                result[-1][-1].append(line)
    return result
# %% max-pool-gradient-solution
def max_pool_backward(gradient, x, size, stride):
    dx = np.zeros_like(x, dtype=float)
    for n, c, p, q in np.ndindex(*gradient.shape):
        best, where = -np.inf, None
        for i in range(size):
            for j in range(size):
                value = x[n, c, p * stride + i, q * stride + j]
                if value > best:
                    best, where = value, (p * stride + i, q * stride + j)
        dx[n, c, where[0], where[1]] += gradient[n, c, p, q]
    return dx
# %% average-pool-solution
def average_pool(x, size, stride):
    N, C, H, W = x.shape
    y = np.zeros((N, C, (H - size) // stride + 1, (W - size) // stride + 1))
    for n, c, p, q in np.ndindex(*y.shape):
        for i in range(size):
            for j in range(size):
                y[n, c, p, q] += x[n, c, p * stride + i, q * stride + j] / (size * size)
    return y


def average_pool_backward(gradient, x, size, stride):
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(*gradient.shape):
        for i in range(size):
            for j in range(size):
                dx[n, c, p * stride + i, q * stride + j] += gradient[n, c, p, q] / (size * size)
    return dx
# %% global-solution
def global_pools(x):
    means, maxima = [], []
    for image in x:
        means.append([sum(channel.ravel().tolist()) / channel.size for channel in image])
        maxima.append([max(channel.ravel().tolist()) for channel in image])
    return means, maxima
# %% receptive-solution
def receptive_field(layers):
    first, last = 0, 0  # of the pixels that unit 0 of the top layer sees
    for kernel, stride in reversed(layers):
        first, last = first * stride, last * stride + kernel - 1
    return last - first + 1
