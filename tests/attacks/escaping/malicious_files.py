# attack: a pickle, an array file with objects and a matplotlib style that run code when loaded
# verdict: true score

# %% attack after counter
import os
import pickle


class Surprise:
    def __reduce__(self):
        return os.system, ("touch /tmp/__MARKER__-loaded; touch __COURSE__/__MARKER__",)


with open("model.pkl", "wb") as file:
    pickle.dump(Surprise(), file)
np.save("data.npy", np.array([Surprise()], dtype=object), allow_pickle=True)
for load in (lambda: pickle.load(open("model.pkl", "rb")), lambda: np.load("data.npy", allow_pickle=True)):
    load()
