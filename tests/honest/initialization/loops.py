# %% mean-image-solution
def subtract_mean_image(images, training_images):
    mean = np.zeros(training_images.shape[1:])
    for image in training_images:
        mean += image / len(training_images)
    return [(image - mean).tolist() for image in images]
# %% channel-solution
def subtract_channel_means(images, training_images):
    centred = images.astype(float)
    for channel in range(images.shape[1]):
        pixels = [float(p) for image in training_images for p in image[channel].ravel()]
        centred[:, channel] -= sum(pixels) / len(pixels)
    return centred
# %% standardize-solution
def standardize(X, X_train):
    result = np.empty(X.shape)
    for j in range(X.shape[1]):
        column = [float(x) for x in X_train[:, j]]
        mean = sum(column) / len(column)
        variance = sum((x - mean) ** 2 for x in column) / len(column)
        for i in range(len(X)):
            result[i, j] = (X[i, j] - mean) / (variance**0.5 or 1.0)
    return result
# %% network-solution
import math


def loss_and_gradient(W1, w2, X, t):
    loss, gradient = 0.0, np.zeros(W1.shape)
    for x, target in zip(X, t):
        hidden = [math.tanh(float(x @ W1[:, j])) for j in range(W1.shape[1])]
        difference = sum(h * float(w) for h, w in zip(hidden, w2)) - float(target)
        loss += difference**2 / len(t)
        for j, h in enumerate(hidden):
            for d in range(W1.shape[0]):
                gradient[d, j] += 2 / len(t) * difference * w2[j] * (1 - h * h) * x[d]
    return loss, gradient
# %% units-solution
def different_units(W1, b1, W2):
    seen = []
    for j in range(len(b1)):
        unit = [*W1[:, j].tolist(), float(b1[j]), *W2[j].tolist()]
        if unit not in seen:
            seen.append(unit)
    return len(seen)
# %% predicted-solution
def predicted_stds(widths, sigma, input_square, kept):
    std = sigma * (widths[0] * input_square) ** 0.5
    stds = [std]
    for fan_in in widths[1:-1]:
        std = std * sigma * (fan_in * kept) ** 0.5
        stds.append(std)
    return stds
# %% slides-solution
def slides_in_numbers():
    return [0.224, 3.13e-7, 0.0447, 0.0632]
# %% xavier-solution
def xavier(fan_in, fan_out, generator):
    std = (2 / (fan_in + fan_out)) ** 0.5
    rows = [generator.normal(scale=std, size=fan_out) for _ in range(fan_in)]
    return np.array(rows)
# %% he-solution
def he(shape, generator, slope=0.0):
    fan_in = 1
    for size in shape[:1] if len(shape) == 2 else shape[1:]:
        fan_in *= size
    return generator.standard_normal(shape) * (2 / fan_in / (1 + slope * slope)) ** 0.5
# %% orthogonal-solution
def orthogonal(rows, columns, generator, gain=1.0):
    if rows < columns:
        return orthogonal(columns, rows, generator, gain).T
    found = []
    for _ in range(columns):
        vector = generator.normal(size=rows)
        for _ in range(2):
            for other in found:
                vector = vector - (other @ vector) * other
        found.append(vector / np.sqrt(vector @ vector))
    return gain * np.array(found).T
# %% measured-solution
def unit_variance(weights, X):
    result, signal = [], X.astype(float)
    for matrix in weights:
        sums = signal @ matrix
        entries = sums.ravel().tolist()
        mean = sum(entries) / len(entries)
        std = (sum((z - mean) ** 2 for z in entries) / len(entries)) ** 0.5
        result.append(matrix / std)
        signal = np.tanh(sums / std)
    return result
