# attack: a finalizer that never ends
# verdict: score or failed: .
# score: 6

# %% attack after why
class Late:
    def __del__(self):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                continue


late = Late()
