# attack: a callback at the end of each cell takes the error out of what was collected
# verdict: true score
# compatible: the outputs are collected in the student's own process

# %% attack after imports
shell = get_ipython()


def wipe(result):
    collected = getattr(shell, "cell_outputs", None)
    if collected is not None:
        collected._outputs.clear()


shell.events.register("post_run_cell", wipe)
