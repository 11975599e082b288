import subprocess
import sys


def test_course_check_needs_numpy_alone() -> None:
    code = (
        "import sys, course.check\n"
        "heavy = {'matplotlib', 'IPython', 'nbgrader', 'nbformat', 'ipywidgets'}\n"
        "found = heavy & set(sys.modules)\n"
        "own = {m for m in sys.modules if m.startswith('course.') and m.count('.') == 1}\n"
        "print(sorted(found), sorted(own))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] ['course.check', 'course.nn']"
