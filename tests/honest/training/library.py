# %% split-solution
def split_by_group(groups, fraction, generator):
    names = generator.permutation(np.unique(groups))
    cut = len(names) - round(len(names) * fraction)
    return tuple(np.nonzero(np.isin(groups, part))[0] for part in (names[:cut], names[cut:]))
# %% standardize-solution
def standardize(train, other):
    varies = train.std(axis=0) > 0
    return nn.data.standardize(train), varies * nn.data.standardize(other, reference=train)
# %% fold-solution
def fold(W, b, mean, deviation):
    dead = deviation == 0
    at_zero = np.where(dead, 0, -mean) / (deviation + dead)
    new = W / (deviation + dead)[:, None]
    new[dead] = 0
    return new, at_zero @ W + b
# %% judge-solution
def judge(probabilities, labels):
    loss = nn.cross_entropy(np.eye(probabilities.shape[1])[labels], probabilities.astype(float))
    share = nn.accuracy(probabilities, labels)
    return loss, share, np.std(probabilities.argmax(axis=1) == labels) / len(labels) ** 0.5


def slide_judgement():
    truth = np.array([[1.0, 0, 0]])
    models = np.array([[0.4, 0.3, 0.3]]), np.array([[0.45, 0.5, 0.05]])
    losses = [nn.cross_entropy(truth, said) for said in models]
    return np.array(losses + [nn.accuracy(said, [0]) for said in models])
# %% stopping-solution
def early_stopping(losses, patience):
    lowest = np.minimum.accumulate(losses)
    best = [int(np.argmin(losses[: k + 1])) for k in range(len(losses))]
    waited = np.arange(len(losses)) - np.array(best)
    stops = np.flatnonzero(waited >= patience)
    last = int(stops[0]) if len(stops) else len(losses) - 1
    assert losses[best[last]] == lowest[last]
    return best[last], last
# %% log-uniform-solution
def sample_log_uniform(low, high, generator):
    return nn.search.LogUniform(low, high).at(generator.random()) if low < high else low
# %% search-solution
def random_search(objective, space, trials, generator):
    low, high = (np.array([pair[k] for pair in space.values()]) for k in (0, 1))
    draws = low * (high / low) ** generator.random((trials, len(space)))
    values = [objective(dict(zip(space, row.tolist()))) for row in draws]
    place = int(np.nanargmin(values))
    return dict(zip(space, draws[place].tolist())), values[place]
# %% count-solution
def count_parameters(layers):
    return sum(array.size for layer in layers for array in layer)
# %% train-solution
def train(x, labels, generator):
    mean, spread = x.mean(axis=0), x.std(axis=0)
    z = (x - mean) / np.where(spread == 0, 1, spread)
    first = nn.Linear(64, 39, generator=generator)
    last = nn.Linear(39, 10, generator=generator)
    network = nn.Sequential(first, nn.relu, last)
    adam = nn.AdamW(network.parameters(), learning_rate=0.01, weight_decay=0.05)
    loss = nn.Loss(nn.softmax_cross_entropy)
    for epoch in range(40):
        adam.learning_rate = 0.01 * (1 - epoch / 40)
        noisy = z + generator.normal(size=z.shape)
        batches = nn.data.DataLoader(noisy, labels, batch_size=60, generator=generator)
        nn.fit(network, loss, adam, batches, epochs=1)
    folded = fold(first.weights.data, first.bias.data, mean, spread)
    return [tuple(folded), (last.weights.data, last.bias.data)]
