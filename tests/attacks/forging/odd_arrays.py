# attack: arrays of objects, of records, of dates, without entries, of NaN and with odd strides
# verdict: true score

# %% unit
answers = iter(
    [
        np.array([0.6, "0.8"], dtype=object),
        np.zeros(2, dtype=[("a", float), ("b", object)]),
        np.array(["2026-01-01", "NaT"], dtype="datetime64[D]"),
    ]
)


def unit(x):
    return next(answers, np.full(2, np.nan))


# %% answer
answer = np.lib.stride_tricks.as_strided(np.array([41]), shape=(0,), strides=(-8,))
