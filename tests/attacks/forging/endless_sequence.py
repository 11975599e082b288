# attack: an answer that says it is a list, and has an item for every index
# verdict: true score

# %% unit
class Endless(list):
    def __len__(self):
        return 2**60

    def __getitem__(self, index):
        return 0.6

    def __iter__(self):
        while True:
            yield 0.6


def unit(x):
    return Endless()
