"""Automatic differentiation: `Tensor`, its operations, and the other ways to a derivative."""

from course.nn.autograd.backward import gradients
from course.nn.autograd.tensor import Tensor, no_grad

__all__ = ["Tensor", "gradients", "no_grad"]
