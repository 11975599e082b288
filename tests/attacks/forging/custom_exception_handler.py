# attack: IPython's documented handler for exceptions swallows them
# verdict: true score
# compatible: an error that is not shown is not seen in the student's own process

# %% attack after imports
get_ipython().set_custom_exc((Exception,), lambda shell, kind, value, trace, tb_offset=None: None)
