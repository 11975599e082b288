"""The one kind of error that the command line explains in a line, with exit status 2."""


class CourseError(Exception):
    """Something the user asked for cannot be done; the message says why and what to do."""
