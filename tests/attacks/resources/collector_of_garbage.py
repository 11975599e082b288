# attack: a finalizer that never ends
# verdict: score or failed: .

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
