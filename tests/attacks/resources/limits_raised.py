# attack: the limits are raised again, then memory is taken
# verdict: score or failed: .
# if failed: 4

# %% answer
import resource

answer = 41
for name in dir(resource):
    if name.startswith("RLIMIT_"):
        limit = getattr(resource, name)
        for values in ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), (2**40, 2**40)):
            try:
                resource.setrlimit(limit, values)
            except (OSError, ValueError):
                continue
taken = [np.ones(8 * 1024 * 1024) for _ in range(100)]
answer = 42
