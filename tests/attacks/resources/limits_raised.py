# attack: the limits are raised again
# verdict: score or failed: .
# score: 6

# %% attack after why
import resource

for name in dir(resource):
    if name.startswith("RLIMIT_"):
        limit = getattr(resource, name)
        for values in ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), (2**40, 2**40)):
            try:
                resource.setrlimit(limit, values)
            except (OSError, ValueError):
                continue
taken = [np.ones(8 * 1024 * 1024) for _ in range(100)]
