"""Automatic differentiation: `Tensor`, its operations, and the other ways to a derivative."""

from course.nn.allocator import keep_freed_memory
from course.nn.autograd.backward import gradients
from course.nn.autograd.dual import Dual
from course.nn.autograd.graph import Graph, GraphNode, computation_graph
from course.nn.autograd.jacobian import (
    jacobian,
    jacobian_vector_product,
    vector_jacobian_product,
)
from course.nn.autograd.products import einsum, matmul
from course.nn.autograd.reductions import log_sum_exp
from course.nn.autograd.shaping import concatenate, stack
from course.nn.autograd.tensor import Tensor, no_grad

__all__ = [
    "Dual",
    "Graph",
    "GraphNode",
    "Tensor",
    "computation_graph",
    "concatenate",
    "einsum",
    "gradients",
    "jacobian",
    "jacobian_vector_product",
    "log_sum_exp",
    "matmul",
    "no_grad",
    "stack",
    "vector_jacobian_product",
]

keep_freed_memory()
