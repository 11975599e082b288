"""What TAs run: release, check, grade, feedback, report."""
