# expected: 55
# mistake: none
# %% train-solution
def train(x, labels, generator):
    first = nn.Linear(64, 39, generator=generator)
    last = nn.Linear(39, 10, generator=generator)
    network = nn.Sequential(first, nn.relu, last)
    adam = nn.AdamW(network.parameters(), learning_rate=0.01)
    batches = nn.data.DataLoader(standardize(x, x)[0], labels, generator=generator)
    nn.fit(network, nn.Loss(nn.softmax_cross_entropy), adam, batches, epochs=2)
    return [(first.weights, first.bias), (last.weights, last.bias)]
