# attack: the shell's own methods that run a cell do nothing with the tests
# verdict: true score
# compatible: the tests are run by the shell that the student changed

# %% attack after imports
shell = get_ipython()
original = shell.run_cell


def run_cell(source, *arguments, **keywords):
    return original("pass" if "assert" in source else source, *arguments, **keywords)


shell.run_cell = run_cell
