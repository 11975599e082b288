# attack: no exception is ever shown
# verdict: true score
# compatible: an error that is not shown is not seen in the student's own process

# %% attack after imports
shell = get_ipython()
for name in ("showtraceback", "_showtraceback", "showsyntaxerror"):
    setattr(shell, name, lambda *arguments, **keywords: None)
    setattr(type(shell), name, lambda *arguments, **keywords: None)
