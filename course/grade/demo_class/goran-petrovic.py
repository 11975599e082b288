# student: Goran Petrović
# about: everything right with plain loops and the math module
# expected: 90
# base: release

# %% softmax-solution
import math


def softmax(scores):
    result = []
    for row in scores:
        top = max(row)
        powers = [math.exp(score - top) for score in row]
        total = sum(powers)
        result.append([power / total for power in powers])
    return np.array(result)


# %% softmax-loss-solution
def softmax_loss(scores, labels):
    total = 0.0
    for row, label in zip(scores, labels):
        top = max(row)
        total += math.log(sum(math.exp(score - top) for score in row)) - (row[label] - top)
    return total / len(labels)


# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    gradient = softmax(scores)
    for i in range(len(labels)):
        gradient[i, labels[i]] -= 1
        for j in range(gradient.shape[1]):
            gradient[i, j] /= len(labels)
    return softmax_loss(scores, labels), gradient


# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    total = 0.0
    for i in range(len(labels)):
        for j in range(len(scores[i])):
            if j != labels[i]:
                total += max(0.0, scores[i][j] - scores[i][labels[i]] + margin)
    return total / len(labels)


# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    n, classes = scores.shape
    gradient = np.zeros((n, classes))
    for i in range(n):
        for j in range(classes):
            if j != labels[i] and scores[i, j] - scores[i, labels[i]] + margin > 0:
                gradient[i, j] += 1 / n
                gradient[i, labels[i]] -= 1 / n
    return hinge_loss(scores, labels, margin), gradient


# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    loss, gradient = 0.0, []
    for z, y in zip(logits, targets):
        if z >= 0:
            small = math.exp(-z)
            loss += math.log(1 + small) + z * (1 - y)
            p = 1 / (1 + small)
        else:
            small = math.exp(z)
            loss += math.log(1 + small) - z * y
            p = small / (1 + small)
        gradient.append((p - y) / len(logits))
    return loss / len(logits), gradient


# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    n = len(targets)
    loss = sum((p - t) ** 2 for p, t in zip(predictions, targets)) / n
    return loss, [2 * (p - t) / n for p, t in zip(predictions, targets)]


# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    n = len(targets)
    loss = sum(abs(p - t) for p, t in zip(predictions, targets)) / n
    gradient = []
    for p, t in zip(predictions, targets):
        gradient.append(1 / n if p > t else -1 / n if p < t else 0.0)
    return loss, gradient


# %% constants-solution
def best_constants(targets):
    ordered = sorted(targets)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        median = ordered[middle]
    else:
        median = (ordered[middle - 1] + ordered[middle]) / 2
    return sum(ordered) / len(ordered), median


# %% slips-solution
def true_softmax_losses():
    return [2.0403, 0.0791, 6.1565]


def true_hinge_losses():
    return [2.9, 0, 12.9]


def true_means():
    return [2.7587, 5.2667]


def true_image_losses():
    return [33, 11]


# %% origins-solution
def chair_for_014():
    return 4.3


def car_for_694():
    return -3.885


def car_for_109():
    return -2.1


def margin_for_109():
    return 0


# %% written-answer [markdown]
# Hinge loss 0, gradient 0: it is satisfied. Softmax loss 0.0489: it is never satisfied, its gradient is [-0.048, 0, 0.047].
# With hinge nothing changes in further training, with softmax the scores drift apart for ever. Softmax where I need
# probabilities; hinge where I need only the best class.
