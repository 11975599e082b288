"""Activation functions. Each takes arrays or tensors, and has its `_derivative` twin.

Only `normal_cdf` has none by that name: its derivative is `normal_density`, and that of
`normal_density` is -x times itself.
"""

from course.nn.activations.gated import (
    gelu,
    gelu_derivative,
    mish,
    mish_derivative,
    quick_gelu,
    quick_gelu_derivative,
    silu,
    silu_derivative,
    swish,
    swish_derivative,
)
from course.nn.activations.maxout import maxout, maxout_derivative
from course.nn.activations.normal_distribution import normal_cdf, normal_density
from course.nn.activations.probabilities import (
    log_softmax,
    log_softmax_derivative,
    softmax,
    softmax_derivative,
)
from course.nn.activations.rectifiers import (
    absolute,
    absolute_derivative,
    elu,
    elu_derivative,
    generalised_relu,
    generalised_relu_derivative,
    leaky_relu,
    leaky_relu_derivative,
    prelu,
    prelu_derivative,
    relu,
    relu_derivative,
    s_shaped_relu,
    s_shaped_relu_derivative,
)
from course.nn.activations.squashing import (
    sigmoid,
    sigmoid_derivative,
    softplus,
    softplus_derivative,
    tanh,
    tanh_derivative,
)

__all__ = [
    "absolute",
    "absolute_derivative",
    "elu",
    "elu_derivative",
    "gelu",
    "gelu_derivative",
    "generalised_relu",
    "generalised_relu_derivative",
    "leaky_relu",
    "leaky_relu_derivative",
    "log_softmax",
    "log_softmax_derivative",
    "maxout",
    "maxout_derivative",
    "mish",
    "mish_derivative",
    "normal_cdf",
    "normal_density",
    "prelu",
    "prelu_derivative",
    "quick_gelu",
    "quick_gelu_derivative",
    "relu",
    "relu_derivative",
    "s_shaped_relu",
    "s_shaped_relu_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "silu",
    "silu_derivative",
    "softmax",
    "softmax_derivative",
    "softplus",
    "softplus_derivative",
    "swish",
    "swish_derivative",
    "tanh",
    "tanh_derivative",
]
