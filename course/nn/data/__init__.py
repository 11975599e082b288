"""Data to learn from: shipped sets, toys, sequence problems, and what brings them to a network."""

from course.nn.data.digits import digits
from course.nn.data.idx import read_idx
from course.nn.data.loader import DataLoader, split
from course.nn.data.preprocessing import mean_image, per_channel_mean, standardize
from course.nn.data.sentiment import Vocabulary, sentiment, words
from course.nn.data.sequences import adding_problem, copying_problem
from course.nn.data.toys import circles, spirals, two_moons, xor

__all__ = [
    "DataLoader",
    "Vocabulary",
    "adding_problem",
    "circles",
    "copying_problem",
    "digits",
    "mean_image",
    "per_channel_mean",
    "read_idx",
    "sentiment",
    "spirals",
    "split",
    "standardize",
    "two_moons",
    "words",
    "xor",
]
