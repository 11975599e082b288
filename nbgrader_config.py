"""nbgrader's view of this course folder; stock nbgrader and formgrader read it too."""

c = get_config()  # noqa: F821  # nbgrader defines it

c.CourseDirectory.course_id = "chalkgrad"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"

# What a student finds where the solution was.
c.ClearSolutions.code_stub = {"python": "# your code here\nraise NotImplementedError"}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# An honest cell finishes in seconds; a minute means an endless loop.
c.Execute.timeout = 60
