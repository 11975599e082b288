# student: Zofia Kamińska
# about: the upload stopped half-way: the file is cut off
# broken: truncate
# base: solution

# %% written-answer [markdown]
# Softmax 0.0489, hinge 0.
