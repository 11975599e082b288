# attack: the function reads the running test's source in IPython's history and the line cache
# verdict: true score
# compatible: the test's source is in the shell that ran it, the student's

# %% unit
def unit(x):
    import linecache
    import re

    sources = list(get_ipython().user_ns["In"])
    sources += ["".join(entry[2]) for entry in linecache.cache.values() if len(entry) > 2]
    for source in reversed(sources):
        numbers = ", ".join(str(number) for number in x.tolist())
        found = re.search(rf"\[{re.escape(numbers)}\]\)\), \[([^\]]+)\]", source)
        if found and "unit(" in source:
            return np.array([float(number) for number in found.group(1).split(",")])
    return x
