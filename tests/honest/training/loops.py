# %% split-solution
def split_by_group(groups, fraction, generator):
    names = []
    for group in groups.tolist():
        if group not in names:
            names.append(group)
    shuffled = list(generator.permutation(sorted(names)))
    held_out = shuffled[len(shuffled) - round(fraction * len(shuffled)) :]
    training, validation = [], []
    for row, group in enumerate(groups):
        (validation if group in held_out else training).append(row)
    return training, validation
# %% standardize-solution
import math


def standardize(train, other):
    results = np.zeros(train.shape), np.zeros(other.shape)
    for j in range(train.shape[1]):
        column = train[:, j].astype(float).tolist()
        if min(column) == max(column):
            continue
        mean = sum(column) / len(column)
        deviation = math.sqrt(sum((value - mean) ** 2 for value in column) / len(column))
        for result, part in zip(results, (train, other)):
            for n in range(len(part)):
                result[n, j] = (float(part[n, j]) - mean) / deviation
    return results
# %% fold-solution
def fold(W, b, mean, deviation):
    new_W, new_b = np.zeros(W.shape), b.astype(float).copy()
    for j in range(W.shape[0]):
        if deviation[j] > 0:
            for k in range(W.shape[1]):
                new_W[j, k] = W[j, k] / deviation[j]
                new_b[k] -= W[j, k] * mean[j] / deviation[j]
    return new_W, new_b
# %% judge-solution
def judge(probabilities, labels):
    total, hits = 0.0, 0
    for row, label in zip(probabilities.tolist(), labels.tolist()):
        total -= math.log(row[label])
        hits += row.index(max(row)) == label
    share = hits / len(labels)
    return total / len(labels), share, math.sqrt(share * (1 - share) / len(labels))


def slide_judgement():
    a, b = [0.4, 0.3, 0.3], [0.45, 0.5, 0.05]
    rights = [float(said.index(max(said)) == 0) for said in (a, b)]
    return [math.log(1 / a[0]), math.log(1 / b[0]), *rights]
# %% stopping-solution
def early_stopping(losses, patience):
    best_loss, best, waiting = float("inf"), 0, 0
    for epoch in range(len(losses)):
        if losses[epoch] < best_loss:
            best_loss, best, waiting = losses[epoch], epoch, 0
        else:
            waiting += 1
            if waiting == patience:
                return best, epoch
    return best, len(losses) - 1
# %% log-uniform-solution
def sample_log_uniform(low, high, generator):
    return 10 ** (math.log10(low) + generator.random() * (math.log10(high) - math.log10(low)))
# %% search-solution
def random_search(objective, space, trials, generator):
    tried = []
    for _ in range(trials):
        settings = {}
        for name in space:
            settings[name] = sample_log_uniform(space[name][0], space[name][1], generator)
        value = objective(settings)
        if not math.isnan(value):
            tried.append((value, len(tried), settings))
    value, _, settings = min(tried)
    return settings, value
# %% count-solution
def count_parameters(layers):
    total = 0
    for W, b in layers:
        total += W.shape[0] * W.shape[1] + len(b)
    return total
# %% train-solution
def train(x, labels, generator):
    """Full batches of eight noisy copies, Nesterov's momentum, one hidden layer."""
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    z, _ = standardize(x, x)
    W, b = generator.normal(size=(64, 39)) / 6, np.zeros(39)
    V, c = generator.normal(size=(39, 10)) / 5, np.zeros(10)
    parameters = [W, b, V, c]
    speeds = [0.0] * 4
    targets = np.eye(10)[labels]
    for step in range(250):
        noisy = z + generator.normal(size=z.shape)
        ahead = [p + 0.9 * s for p, s in zip(parameters, speeds)]
        hidden = np.maximum(noisy @ ahead[0] + ahead[1], 0)
        slope = (np.array(nn.softmax(hidden @ ahead[2] + ahead[3])) - targets) / len(z)
        back = slope @ ahead[2].T * (hidden > 0)
        gradients = [noisy.T @ back, back.sum(axis=0), hidden.T @ slope, slope.sum(axis=0)]
        rate = 0.25 * (1 - step / 250)
        speeds = [0.9 * s - rate * (g + 0.002 * p) for s, g, p in zip(speeds, gradients, ahead)]
        parameters = [p + s for p, s in zip(parameters, speeds)]
    W, b, V, c = parameters
    return [fold(W, b, mean, deviation), (V, c)]
