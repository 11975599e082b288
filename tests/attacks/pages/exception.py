# attack: an exception whose name, message and traceback are HTML, in an answer and in tests
# verdict: true score

# %% answer
run = "<script>document.title = 'ATTACKED'</script><img src=x onerror=\"document.title='ATTACKED'\">"
answer = 41
odd = type(run, (Exception,), {})


# %% unit
def unit(x):
    raise odd(f"\x1b[31m{run}\x1b[0m</p></li></ul>\x1b]8;;javascript:1\x07")


# %% third after why
raise odd(run)
