"""What the tests of layers share: a gradient check of every input of a function of tensors."""

import numpy as np
import pytest

from course.nn import Tensor


@pytest.fixture
def assert_layer_gradients(generator, assert_gradient):
    """Check dL/d(input) of each array, for L a random weighting of the outputs."""

    def check(function, *arrays):
        tensors = [Tensor(a, requires_grad=True) for a in arrays]
        y = function(*tensors)
        weights = generator.standard_normal(y.shape)
        y.backward(weights)
        for k, array in enumerate(arrays):

            def value(x, k=k):
                return (function(*arrays[:k], x, *arrays[k + 1 :]) * weights).sum()

            assert_gradient(value, array, tensors[k].grad)
            others = [a if i == k else Tensor(a, requires_grad=True) for i, a in enumerate(arrays)]
            if len(arrays) > 1:  # a constant among the inputs leaves the others' gradients alone
                function(*others).backward(weights)
                for i, other in enumerate(others):
                    if i != k:
                        np.testing.assert_allclose(other.grad, tensors[i].grad, rtol=1e-12)

    return check
