"""Automatic differentiation: `Tensor`, its operations, and the other ways to a derivative."""

from course.nn.allocator import keep_freed_memory
from course.nn.autograd.backward import gradients
from course.nn.autograd.products import einsum, matmul
from course.nn.autograd.tensor import Tensor, no_grad

__all__ = ["Tensor", "einsum", "gradients", "matmul", "no_grad"]

keep_freed_memory()
