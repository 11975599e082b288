# attack: an input transformer replaces the text of every test cell by nothing
# verdict: true score
# compatible: the tests are read by the shell that the student changed

# %% attack after imports
def without_tests(lines):
    return ["pass\n"] if any("assert" in line for line in lines) else lines


get_ipython().input_transformers_cleanup.append(without_tests)
