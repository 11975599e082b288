# %% softmax-solution
from course import nn


def softmax(scores):
    return np.exp(nn.log_softmax(scores))
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    return nn.softmax_cross_entropy(scores, labels)
# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    leaf = nn.Tensor(np.asarray(scores, dtype=float), requires_grad=True)
    shifted = leaf - np.asarray(scores, dtype=float).max(axis=1, keepdims=True)
    logs = shifted - shifted.exp().sum(axis=1, keepdims=True).log()
    loss = -(logs * np.eye(scores.shape[1])[labels]).sum() / len(labels)
    loss.backward()
    return float(loss.data), leaf.grad
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    return nn.hinge(scores, labels, margin=margin)
# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    gradient = nn.hinge_gradient(scores, labels, margin=margin)
    return nn.hinge(scores, labels, margin=margin), gradient
# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    loss = np.mean(np.logaddexp(0, logits) - logits * targets)
    return loss, (nn.sigmoid(logits) - targets) / len(logits)
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    loss = nn.mean_squared_error(predictions, targets)
    return loss, nn.mean_squared_error_gradient(predictions, targets)
# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    loss = nn.mean_absolute_error(predictions, targets)
    return loss, nn.mean_absolute_error_gradient(predictions, targets)
# %% constants-solution
def best_constants(targets):
    return np.average(targets), np.quantile(targets, 0.5)
# %% slips-solution
def true_softmax_losses():
    return nn.softmax_cross_entropy(example_scores, example_labels, reduction="none").tolist()


def true_hinge_losses():
    return nn.hinge(example_scores, example_labels, reduction="none").tolist()


def true_means():
    return [np.average(true_softmax_losses()), np.average(true_hinge_losses())]


def true_image_losses():
    left, right = np.array([12.0, 24, 42, 23]), np.array([15.0, 20, 40, 25])
    losses = nn.mean_squared_error, nn.mean_absolute_error
    return [loss(left, right, reduction="sum") for loss in losses]
# %% origins-solution
def chair_for_014():
    others = np.exp([1.3, 2.0]).sum()
    return np.log(others / (np.exp(0.14) - 1))


def car_for_694():
    others = np.exp([2.2, 2.5]).sum()
    return np.log(others / (np.exp(6.94) - 1))


def car_for_109():
    return (2.2 + 2.5 + 2 - 10.9) / 2


def margin_for_109():
    return (10.9 - (2.2 + 3.1) - (2.5 + 3.1)) / 2
