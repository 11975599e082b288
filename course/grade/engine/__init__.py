"""Running a notebook's cells: a warm parent forks one child a notebook and never runs its code."""
