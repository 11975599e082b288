# attack: the function, called by a test, shows the test's result before the test does
# verdict: true score
# score: 2
# compatible: what the student's function shows during a test is an output of that test's cell

# %% square
def square(x):
    shell = get_ipython()
    data = {"text/plain": "4", "application/vnd.chalkgrad.checks+json": {"checks": []}}
    shell.display_pub.publish(data)
    if hasattr(shell, "cell_outputs"):
        shell.cell_outputs.rich("execute_result", data, {}, execution_count=9)
    shell.displayhook(4)
    return 0 * x
