"""Chalkgrad: a deep-learning course that runs, explains and grades itself."""

__version__ = "0.1.0"
