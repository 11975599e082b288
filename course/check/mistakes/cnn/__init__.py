"""Mistakes in the cnn assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.cnn.convolution import (
    conv_backward,
    conv_forward,
    cross_correlate,
    slope_of_filters,
    slope_of_x,
)
from course.check.mistakes.cnn.counting import (
    output_size,
    parameter_count,
    puzzle_shape,
    receptive_field,
    slide_correlation,
    slide_maxima,
)
from course.check.mistakes.cnn.pooling import (
    average_pool,
    average_pool_backward,
    global_pools,
    max_pool,
    max_pool_backward,
    slope_of_max_pool,
)

__all__ = [
    "average_pool",
    "average_pool_backward",
    "conv_backward",
    "conv_forward",
    "cross_correlate",
    "global_pools",
    "max_pool",
    "max_pool_backward",
    "output_size",
    "parameter_count",
    "puzzle_shape",
    "receptive_field",
    "slide_correlation",
    "slide_maxima",
    "slope_of_filters",
    "slope_of_max_pool",
    "slope_of_x",
]
