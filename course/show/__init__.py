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
from course.show.dead_relu_meter import dead_relu_meter
from course.show.diagrams import category_output, density_output, loss_graph
from course.show.fits import decision_regions, line_fits, linear_regions, mixture_fit
from course.show.gate_board import GateBoard, gate_board
from course.show.graph import GraphPicture, graph
from course.show.hinge_and_softmax import HingeAndSoftmax, hinge_and_softmax
from course.show.histograms import histograms
from course.show.initialization_lab import initialization_lab
from course.show.losses import best_constant, lead_curves, reliability, surprise
from course.show.memory_race import memory_race
from course.show.momentum_phases import MomentumPhases, momentum_phases
from course.show.mosaic import feature_maps, filters
from course.show.network_diagram import network_diagram
from course.show.number_grid import number_grid
from course.show.optimizer_race import optimizer_race
from course.show.overfitting_lab import overfitting_lab
from course.show.page import page
from course.show.panel import Panel
from course.show.progress import Progress, progress
from course.show.question import Question, question
from course.show.receptive_field_tracer import ReceptiveFieldTracer, receptive_field_tracer
from course.show.rnn_unroller import rnn_unroller
from course.show.schedule_composer import schedule_composer
from course.show.source import Source, source
from course.show.style import panels, style, use_style
from course.show.training import Training, training, training_curves
from course.show.unrolled import unrolled

__all__ = [
    "ActivationAndDerivative",
    "BackpropStepper",
    "Classifier",
    "ConvolutionPuzzle",
    "GateBoard",
    "GraphPicture",
    "HingeAndSoftmax",
    "MomentumPhases",
    "Panel",
    "Progress",
    "Question",
    "ReceptiveFieldTracer",
    "Source",
    "Training",
    "activation_and_derivative",
    "backprop_stepper",
    "bars",
    "best_constant",
    "category_output",
    "classifier",
    "convolution_puzzle",
    "curves",
    "dead_relu_meter",
    "decision_regions",
    "density_output",
    "feature_maps",
    "filters",
    "gate_board",
    "graph",
    "hinge_and_softmax",
    "histograms",
    "initialization_lab",
    "lead_curves",
    "line_fits",
    "linear_regions",
    "loss_graph",
    "memory_race",
    "mixture_fit",
    "momentum_phases",
    "network_diagram",
    "number_grid",
    "optimizer_race",
    "overfitting_lab",
    "page",
    "panels",
    "progress",
    "question",
    "receptive_field_tracer",
    "reliability",
    "rnn_unroller",
    "schedule_composer",
    "source",
    "style",
    "surprise",
    "training",
    "training_curves",
    "unrolled",
    "use_style",
]
