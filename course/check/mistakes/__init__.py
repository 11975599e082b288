"""Known mistakes, one module an assignment: a name, a hint, and what each would give."""
