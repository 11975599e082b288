"""What people look at: figures (matplotlib), widgets (ipywidgets, anywidget), source in a page.

A figure is a function that takes data and `ax=None` and returns the axes, so that a reader can
draw it again with other data, or beside another figure. Wrong data raises `ValueError`.
"""

from course.show.activation_and_derivative import (
    ActivationAndDerivative,
    activation_and_derivative,
)
from course.show.backprop_stepper import BackpropStepper, backprop_stepper
from course.show.classifier import Classifier, classifier
from course.show.convolution_puzzle import ConvolutionPuzzle, convolution_puzzle
from course.show.curves import bars, curves
from course.show.diagrams import category_output, density_output, loss_graph
from course.show.fits import line_fits, linear_regions, mixture_fit
from course.show.gate_board import GateBoard, gate_board
from course.show.hinge_and_softmax import HingeAndSoftmax, hinge_and_softmax
from course.show.losses import best_constant, lead_curves, reliability, surprise
from course.show.momentum_phases import MomentumPhases, momentum_phases
from course.show.page import page
from course.show.progress import Progress, progress
from course.show.question import Question, question
from course.show.receptive_field_tracer import ReceptiveFieldTracer, receptive_field_tracer
from course.show.source import Source, source
from course.show.style import panels, style, use_style

__all__ = [
    "ActivationAndDerivative",
    "BackpropStepper",
    "Classifier",
    "ConvolutionPuzzle",
    "GateBoard",
    "HingeAndSoftmax",
    "MomentumPhases",
    "Progress",
    "Question",
    "ReceptiveFieldTracer",
    "Source",
    "activation_and_derivative",
    "backprop_stepper",
    "bars",
    "best_constant",
    "category_output",
    "classifier",
    "convolution_puzzle",
    "curves",
    "density_output",
    "gate_board",
    "hinge_and_softmax",
    "lead_curves",
    "line_fits",
    "linear_regions",
    "loss_graph",
    "mixture_fit",
    "momentum_phases",
    "page",
    "panels",
    "progress",
    "question",
    "receptive_field_tracer",
    "reliability",
    "source",
    "style",
    "surprise",
    "use_style",
]
