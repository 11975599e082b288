"""ONNX's test cases of single operators: which ones course.nn can run, and running them.

The package `onnx` makes the cases, inputs and outputs, in NumPy when they are loaded; nothing is
downloaded. A case is a small graph, of one operator or of several; it is run when the library has
all of them.
"""

from __future__ import annotations

import operator
import warnings
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import numpy as np

from course import nn
from tests.oracles import onnx_elementwise as elementwise
from tests.oracles import onnx_layers as layers
from tests.oracles import onnx_optimizers as optimizers
from tests.oracles import onnx_recurrent as recurrent

FLOATS = (np.float32, np.float64)
# Relative and absolute, narrower than the cases ask for (1e-3 and 1e-7, for any dtype).
TOLERANCES = {np.dtype(np.float32): (1e-4, 1e-7), np.dtype(np.float64): (1e-10, 1e-12)}

INTEGERS = "integers or booleans: tensors hold floats"
HALF = "float16 or bfloat16: the library computes in float32 and float64"
VOLUMES = "three-dimensional images"
PADDING = "padding that repeats the border: np.pad of a tensor puts zeros"
EMPTY = "no elements: they have no largest, smallest or log-sum-exp here, but an error"
MASK = "the mask comes from another random generator"

# The library's own functions: operator -> what computes it, adapter.
OWN: dict[str, tuple[str, elementwise.Adapter]] = {
    "Abs": ("absolute", elementwise.on_tensors(nn.absolute)),
    "Acos": ("np.arccos", elementwise.on_tensors(np.arccos)),
    "Acosh": ("np.arccosh", elementwise.on_tensors(np.arccosh)),
    "Adagrad": ("Adagrad", optimizers.adagrad),
    "Adam": ("Adam", optimizers.adam),
    "Add": ("+", elementwise.on_tensors(operator.add)),
    "Asin": ("np.arcsin", elementwise.on_tensors(np.arcsin)),
    "Asinh": ("np.arcsinh", elementwise.on_tensors(np.arcsinh)),
    "Atan": ("np.arctan", elementwise.on_tensors(np.arctan)),
    "Atanh": ("np.arctanh", elementwise.on_tensors(np.arctanh)),
    "AveragePool": ("average_pool2d", layers.average_pool),
    "BatchNormalization": ("batch_norm", layers.batch_normalization),
    "Clip": ("np.clip", elementwise.clip),
    "Concat": ("concatenate", elementwise.concat),
    "Conv": ("conv2d", layers.conv),
    "Cos": ("np.cos", elementwise.on_tensors(np.cos)),
    "Cosh": ("np.cosh", elementwise.on_tensors(np.cosh)),
    "CumSum": ("np.cumsum", elementwise.cumsum),
    "Div": ("/", elementwise.on_tensors(operator.truediv)),
    "Dropout": ("dropout", layers.dropout),
    "Einsum": ("einsum", elementwise.einsum),
    "Elu": ("elu", elementwise.elu),
    "Exp": ("np.exp", elementwise.on_tensors(np.exp)),
    "Expand": ("np.broadcast_to", elementwise.expand),
    "Flatten": ("Flatten, reshape", elementwise.flatten),
    "GRU": ("gru", recurrent.gru),
    "Gather": ("indexing", elementwise.gather),
    "GatherElements": ("indexing", elementwise.gather_elements),
    "GatherND": ("indexing", elementwise.gather_nd),
    "Gelu": ("gelu", elementwise.gelu),
    "Gemm": ("linear", layers.gemm),
    "GlobalAveragePool": ("global_average_pool2d", layers.global_average_pool),
    "GlobalMaxPool": ("global_max_pool2d", layers.global_max_pool),
    "Greater": (">", elementwise.on_tensors(operator.gt)),
    "GreaterOrEqual": (">=", elementwise.on_tensors(operator.ge)),
    "LSTM": ("lstm", recurrent.lstm),
    "LayerNormalization": ("layer_norm", layers.layer_normalization),
    "LeakyRelu": ("leaky_relu", elementwise.leaky_relu),
    "Less": ("<", elementwise.on_tensors(operator.lt)),
    "LessOrEqual": ("<=", elementwise.on_tensors(operator.le)),
    "Log": ("np.log", elementwise.on_tensors(np.log)),
    "LogSoftmax": ("log_softmax", elementwise.log_softmax),
    "MatMul": ("matmul", elementwise.on_tensors(nn.matmul)),
    "Max": ("np.maximum", elementwise.fold(np.maximum)),
    "MaxPool": ("max_pool2d", layers.max_pool),
    "Min": ("np.minimum", elementwise.fold(np.minimum)),
    "Mish": ("mish", elementwise.on_tensors(nn.mish)),
    "Momentum": ("SGD", optimizers.momentum),
    "Mul": ("*", elementwise.on_tensors(operator.mul)),
    "Neg": ("-", elementwise.on_tensors(operator.neg)),
    "PRelu": ("prelu", elementwise.on_tensors(nn.prelu)),
    "Pad": ("np.pad", elementwise.pad),
    "Pow": ("**", elementwise.on_tensors(operator.pow)),
    "RNN": ("rnn", recurrent.rnn),
    "Reciprocal": ("np.reciprocal", elementwise.on_tensors(np.reciprocal)),
    "ReduceLogSumExp": ("log_sum_exp", elementwise.over_axes(nn.log_sum_exp)),
    "ReduceMax": ("np.max", elementwise.over_axes(np.max)),
    "ReduceMean": ("np.mean", elementwise.over_axes(np.mean)),
    "ReduceMin": ("np.min", elementwise.over_axes(np.min)),
    "ReduceSum": ("np.sum", elementwise.over_axes(np.sum)),
    "Relu": ("relu", elementwise.on_tensors(nn.relu)),
    "Reshape": ("reshape", elementwise.reshape),
    "Sigmoid": ("sigmoid", elementwise.on_tensors(nn.sigmoid)),
    "Sign": ("np.sign", elementwise.on_tensors(np.sign)),
    "Sin": ("np.sin", elementwise.on_tensors(np.sin)),
    "Sinh": ("np.sinh", elementwise.on_tensors(np.sinh)),
    "Slice": ("indexing", elementwise.slice_),
    "Softmax": ("softmax", elementwise.softmax),
    "SoftmaxCrossEntropyLoss": ("softmax_cross_entropy", layers.softmax_cross_entropy_loss),
    "Softplus": ("softplus", elementwise.on_tensors(nn.softplus)),
    "Split": ("indexing", elementwise.split),
    "Sqrt": ("np.sqrt", elementwise.on_tensors(np.sqrt)),
    "Squeeze": ("np.squeeze", elementwise.squeeze),
    "Sub": ("-", elementwise.on_tensors(operator.sub)),
    "Sum": ("+", elementwise.fold(operator.add)),
    "Swish": ("swish", elementwise.swish),
    "Tan": ("np.tan", elementwise.on_tensors(np.tan)),
    "Tanh": ("tanh", elementwise.on_tensors(nn.tanh)),
    "Transpose": ("transpose", elementwise.transpose),
    "Unsqueeze": ("np.expand_dims", elementwise.unsqueeze),
    "Where": ("np.where", elementwise.where),
}

# Not functions of the library, but one line of its operations each.
COMPOSED: dict[str, tuple[str, elementwise.Adapter]] = {
    "CausalConvWithState": ("conv2d in groups, concatenate", layers.causal_conv),
    "Celu": ("elu", elementwise.celu),
    "Compress": ("indexing", elementwise.compress),
    "ConvTranspose": ("gradient of conv2d by the images", layers.conv_transpose),
    "DepthToSpace": ("reshape, transpose", elementwise.depth_to_space),
    "Erf": ("normal_cdf", elementwise.on_tensors(lambda x: 2 * nn.normal_cdf(2**0.5 * x) - 1)),
    "GroupNormalization": ("layer_norm", layers.group_normalization),
    "HardSigmoid": ("np.clip", elementwise.hard_sigmoid),
    "HardSwish": ("np.clip", lambda x: x * elementwise.hard_sigmoid(x, alpha=1 / 6)),
    "InstanceNormalization": ("layer_norm", layers.instance_normalization),
    "LpNormalization": ("np.sum, /", layers.lp_normalization),
    "LpPool": ("average_pool2d, **", layers.lp_pool),
    "Mean": ("+ and /", elementwise.mean_of_inputs),
    "NegativeLogLikelihoodLoss": ("indexing, sum", layers.negative_log_likelihood_loss),
    "RMSNormalization": ("np.mean, np.sqrt, /", layers.rms_normalization),
    "ReduceL1": ("abs, np.sum", elementwise.over_axes(lambda x, **at: np.sum(abs(x), **at))),
    "ReduceL2": (
        "np.square, np.sum, np.sqrt",
        elementwise.over_axes(lambda x, **at: np.sqrt(np.sum(np.square(x), **at))),
    ),
    "ReduceLogSum": (
        "np.sum, np.log",
        elementwise.over_axes(lambda x, **at: np.log(np.sum(x, **at))),
    ),
    "ReduceSumSquare": (
        "np.square, np.sum",
        elementwise.over_axes(lambda x, **at: np.sum(np.square(x), **at)),
    ),
    "Selu": ("elu", elementwise.selu),
    "Shrink": ("np.where", elementwise.shrink),
    "Softsign": ("abs, /", elementwise.on_tensors(lambda x: x / (1 + abs(x)))),
    "SpaceToDepth": ("reshape, transpose", elementwise.space_to_depth),
    "SwiGLU": ("swish", elementwise.swiglu),
    "ThresholdedRelu": ("np.where", elementwise.thresholded_relu),
}

OPERATORS = OWN | COMPOSED

# Cases the library cannot run: pattern of the name -> why. Every pattern must match one.
# The first pattern that fits gives the reason.
OUT_OF_SCOPE = {
    "test_pow_types_*": "integers, or two dtypes: the library converts neither silently",
    "test_*int8*": INTEGERS,
    "test_*int16*": INTEGERS,
    "test_*int32*": INTEGERS,
    "test_*int64*": INTEGERS,
    "test_where_long_*": INTEGERS,
    "test_reduce_*_bool*": INTEGERS,
    "test_*float16*": HALF,
    "test_*_fp16*": HALF,
    "test_*pool_3d_*": VOLUMES,
    "test_convtranspose_3d": VOLUMES,
    "test_*pool_2d_ceil*": "sizes rounded up (ceil_mode): a window that does not fit is left out",
    "test_*pool_2d_dilations": "windows with gaps, which pooling does not have",
    "test_maxpool_2d_same_*": "padding on one side: max_pool2d pads both sides alike",
    "test_maxpool_2d_pads": "padding of more than half the window is an error in max_pool2d",
    "test_maxpool_with_argmax_*": "the places of the largest values as a second output",
    "test_clip_min_greater_than_max": "limits in the wrong order are an error",
    "test_einsum_batch_diagonal": "a diagonal and the ellipsis have no gradient rule in einsum",
    "test_gelu_tanh_*": "GELU by tanh: the library has the exact one and the one by sigmoid",
    "test_edge_pad": PADDING,
    "test_reflect_pad": PADDING,
    "test_wrap_pad": PADDING,
    "test_reduce_m*_empty_set": EMPTY,
    "test_reduce_log_sum_exp_empty_set": EMPTY,
    "test_training_dropout": MASK,
    "test_training_dropout_mask": MASK,
    "test_training_dropout_default*": MASK,
}


@cache
def load() -> tuple[Any, ...]:
    """Return all cases of the installed package; it must be installed.

    Some cases round numbers to narrow formats on purpose, and NumPy warns of it.
    """
    state = np.random.get_state()  # noqa: NPY002  (the package seeds NumPy's global generator)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from onnx.backend.test.loader import load_model_tests

        cases = tuple(load_model_tests(kind="node"))
    np.random.set_state(state)  # noqa: NPY002
    return cases


def operators(case: Any) -> str:
    """Return the operators of a case, each once, as the tables name them: "Abs" or "Abs, Mul"."""
    return ", ".join(dict.fromkeys(node.op_type for node in case.model.graph.node))


def possible(case: Any) -> bool:
    """Return whether the library has every operator of a case."""
    return all(node.op_type in OPERATORS for node in case.model.graph.node)


def reason(case: Any) -> str | None:
    """Return why a case is out of scope, or None."""
    return next((why for name, why in OUT_OF_SCOPE.items() if fnmatchcase(case.name, name)), None)


@dataclass
class Row:
    """The cases of one operator, or of one combination: names, and reasons of those not run."""

    passed: list[str] = field(default_factory=list)
    out_of_scope: dict[str, str] = field(default_factory=dict)


def survey() -> dict[str, Row]:
    """Run every case in scope, by operator; AssertionError if one fails."""
    rows: dict[str, Row] = {}
    for case in filter(possible, load()):
        row = rows.setdefault(operators(case), Row())
        if why := reason(case):
            row.out_of_scope[case.name] = why
        else:
            run(case)
            row.passed.append(case.name)
    return rows


def run(case: Any) -> None:
    """Run a case through the library, on tensors that record; AssertionError if it differs.

    Values must agree to the tolerances, dtypes and shapes exactly. A tensor never turns into an
    array by itself, so an operator cannot pass because NumPy computed it.
    """
    from onnx.helper import get_attribute_value

    graph = case.model.graph
    for inputs, expected in case.data_sets:
        names = (value.name for value in graph.input)
        values: dict[str, Any] = {"": None}
        values |= {name: _operand(value) for name, value in zip(names, inputs, strict=True)}
        for node in graph.node:
            attributes = {a.name: _plain(get_attribute_value(a)) for a in node.attribute}
            if node.op_type == "Split":
                attributes.setdefault("num_outputs", len(node.output))
            _, adapter = OPERATORS[node.op_type]
            with np.errstate(divide="ignore"):  # the logarithm of an empty sum is -inf
                results = adapter(*(values[name] for name in node.input), **attributes)
            results = results if isinstance(results, tuple) else (results,)
            values |= dict(zip(node.output, results, strict=False))
        for output, wanted in zip(graph.output, expected, strict=True):
            _compare(values[output.name], wanted, case)


def _operand(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic) and value.dtype in FLOATS:
        return nn.Tensor(np.array(value), requires_grad=True)
    return value


def _plain(attribute: Any) -> Any:
    return attribute.decode() if isinstance(attribute, bytes) else attribute


def _compare(result: Any, wanted: Any, case: Any) -> None:
    found = result.data if isinstance(result, nn.Tensor) else result
    assert isinstance(found, np.ndarray | np.generic), type(found)
    assert found.dtype == wanted.dtype
    assert found.shape == wanted.shape
    rtol, atol = TOLERANCES.get(wanted.dtype, (0, 0))
    rtol, atol = min(rtol, case.rtol), min(atol, case.atol)
    np.testing.assert_allclose(found, wanted, rtol=rtol, atol=atol)
