# attack: a thread changes the array that was returned while the test looks at it
# verdict: true score

# %% unit
import threading


def unit(x):
    answer = x.copy()

    def correct():
        import time

        time.sleep(0.0005)
        answer[:] = x / np.sqrt((x * x).sum())

    threading.Thread(target=correct).start()
    return answer
