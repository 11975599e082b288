"""Layers: functions with their hand-written backward passes, and modules that use them."""

from course.nn.layers.conv2d import conv2d, conv2d_backward, conv2d_forward
from course.nn.layers.dense import (
    Activation,
    BatchNorm1d,
    BatchNorm2d,
    Dropout,
    Embedding,
    Flatten,
    LayerNorm,
    Linear,
    Maxout,
    PReLU,
    SShapedReLU,
    Swish,
)
from course.nn.layers.dropout import dropout, dropout_backward, dropout_forward
from course.nn.layers.embedding import embedding, embedding_backward, embedding_forward
from course.nn.layers.gru import gru, gru_backward, gru_forward
from course.nn.layers.image import (
    AveragePool2d,
    Conv2d,
    GlobalAveragePool2d,
    GlobalMaxPool2d,
    MaxPool2d,
)
from course.nn.layers.linear import linear, linear_backward, linear_forward
from course.nn.layers.loss import Loss
from course.nn.layers.lstm import lstm, lstm_backward, lstm_forward
from course.nn.layers.module import Module, Sequential
from course.nn.layers.normalization import (
    batch_norm,
    batch_norm_backward,
    batch_norm_forward,
    layer_norm,
    layer_norm_backward,
    layer_norm_forward,
)
from course.nn.layers.pooling import (
    average_pool2d,
    average_pool2d_backward,
    average_pool2d_forward,
    global_average_pool2d,
    global_max_pool2d,
    max_pool2d,
    max_pool2d_backward,
    max_pool2d_forward,
)
from course.nn.layers.recurrent import GRU, LSTM, RNN
from course.nn.layers.rnn import rnn, rnn_backward, rnn_forward
from course.nn.layers.shapes import (
    LayerShape,
    ReceptiveField,
    conv_output_shape,
    layer_shapes,
    receptive_field,
)
from course.nn.layers.windows import output_length

__all__ = [
    "GRU",
    "LSTM",
    "RNN",
    "Activation",
    "AveragePool2d",
    "BatchNorm1d",
    "BatchNorm2d",
    "Conv2d",
    "Dropout",
    "Embedding",
    "Flatten",
    "GlobalAveragePool2d",
    "GlobalMaxPool2d",
    "LayerNorm",
    "LayerShape",
    "Linear",
    "Loss",
    "MaxPool2d",
    "Maxout",
    "Module",
    "PReLU",
    "ReceptiveField",
    "SShapedReLU",
    "Sequential",
    "Swish",
    "average_pool2d",
    "average_pool2d_backward",
    "average_pool2d_forward",
    "batch_norm",
    "batch_norm_backward",
    "batch_norm_forward",
    "conv2d",
    "conv2d_backward",
    "conv2d_forward",
    "conv_output_shape",
    "dropout",
    "dropout_backward",
    "dropout_forward",
    "embedding",
    "embedding_backward",
    "embedding_forward",
    "global_average_pool2d",
    "global_max_pool2d",
    "gru",
    "gru_backward",
    "gru_forward",
    "layer_norm",
    "layer_norm_backward",
    "layer_norm_forward",
    "layer_shapes",
    "linear",
    "linear_backward",
    "linear_forward",
    "lstm",
    "lstm_backward",
    "lstm_forward",
    "max_pool2d",
    "max_pool2d_backward",
    "max_pool2d_forward",
    "output_length",
    "receptive_field",
    "rnn",
    "rnn_backward",
    "rnn_forward",
]
