# attack: an object whose __class__ says int and that lies about everything else
# verdict: true score
# compatible: the test asks the answer itself whether it is right

# %% answer
class Impostor:
    @property
    def __class__(self):
        return int

    def __eq__(self, other):
        return True

    def __float__(self):
        return 42.0

    def __index__(self):
        return 42 if NotImplemented is None else 41

    def __instancecheck__(self, other):
        return True


answer = Impostor()
