# attack: the kernel answers "ok" to every request, or the shell where there is no kernel
# verdict: true score
# compatible: the tests are run by the kernel or shell that the student changed

# %% attack after imports
shell = get_ipython()


async def do_execute(*arguments, **keywords):
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}


if getattr(shell, "kernel", None):
    shell.kernel.do_execute = do_execute
original = type(shell).run_code


async def run_code(self, code, *arguments, **keywords):
    if "assert" in "\n".join(self.user_ns["In"][-1:]):
        return False
    return await original(self, code, *arguments, **keywords)


type(shell).run_code = run_code
