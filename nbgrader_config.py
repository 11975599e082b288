"""nbgrader's view of this course folder; stock nbgrader and formgrader read it too."""

from course.grade.stock_steps import AUTOGRADE

c = get_config()  # noqa: F821  # nbgrader defines it

c.CourseDirectory.course_id = "chalkgrad"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"

# What a student finds where the solution was.
c.ClearSolutions.code_stub = {"python": "# your code here\nraise NotImplementedError"}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# `nbgrader autograde` and formgrader's button run submissions as `course grade` does: locked in,
# with their tests sealed.
c.Autograde.autograde_preprocessors = AUTOGRADE

# An honest cell finishes in seconds; a minute means an endless loop.
c.Execute.timeout = 60
