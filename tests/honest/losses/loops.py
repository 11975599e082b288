# %% softmax-solution
import math


def softmax(scores):
    rows = []
    for row in scores.tolist():
        top = max(row)
        exponentials = [math.exp(score - top) for score in row]
        rows.append([part / sum(exponentials) for part in exponentials])
    return rows
# %% softmax-loss-solution
def softmax_loss(scores, labels):
    total = 0.0
    for row, label in zip(scores, labels):
        top = float(max(row))
        total += math.log(sum(math.exp(float(s) - top) for s in row)) - (float(row[label]) - top)
    return total / len(labels)
# %% softmax-gradient-solution
def softmax_loss_and_gradient(scores, labels):
    count, classes = scores.shape
    gradient = np.zeros((count, classes))
    shares = softmax(scores)
    for i in range(count):
        for j in range(classes):
            gradient[i, j] = (shares[i][j] - (1.0 if j == labels[i] else 0.0)) / count
    return softmax_loss(scores, labels), gradient
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    total = 0.0
    for row, label in zip(scores, labels):
        for j in range(len(row)):
            if j != label:
                total += max(0.0, float(row[j]) - float(row[label]) + margin)
    return total / len(labels)
# %% hinge-gradient-solution
def hinge_loss_and_gradient(scores, labels, margin=1.0):
    gradient = [[0.0] * scores.shape[1] for _ in labels]
    for i, label in enumerate(labels):
        for j in range(scores.shape[1]):
            if j != label and scores[i, j] - scores[i, label] + margin > 0:
                gradient[i][j] += 1 / len(labels)
                gradient[i][label] -= 1 / len(labels)
    return hinge_loss(scores, labels, margin), gradient
# %% binary-solution
def binary_cross_entropy_and_gradient(logits, targets):
    losses, gradient = [], []
    for z, y in zip(logits.tolist(), targets.tolist()):
        if z >= 0:
            losses.append(z - z * y + math.log1p(math.exp(-z)))
            p = 1 / (1 + math.exp(-z))
        else:
            losses.append(-z * y + math.log1p(math.exp(z)))
            p = math.exp(z) / (1 + math.exp(z))
        gradient.append((p - y) / len(logits))
    return sum(losses) / len(losses), gradient
# %% squared-solution
def squared_error_and_gradient(predictions, targets):
    differences = [p - t for p, t in zip(predictions.tolist(), targets.tolist())]
    count = len(differences)
    return sum(d * d for d in differences) / count, [2 * d / count for d in differences]
# %% absolute-solution
def absolute_error_and_gradient(predictions, targets):
    differences = [p - t for p, t in zip(predictions.tolist(), targets.tolist())]
    count = len(differences)
    signs = [(d > 0) - (d < 0) for d in differences]
    return sum(map(abs, differences)) / count, [sign / count for sign in signs]
# %% constants-solution
def best_constants(targets):
    ordered = sorted(targets.tolist())
    count = len(ordered)
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    return sum(ordered) / count, middle
# %% slips-solution
def true_softmax_losses():
    return [softmax_loss(example_scores[i : i + 1], example_labels[i : i + 1]) for i in range(3)]


def true_hinge_losses():
    return [hinge_loss(example_scores[i : i + 1], example_labels[i : i + 1]) for i in range(3)]


def true_means():
    return [sum(true_softmax_losses()) / 3, sum(true_hinge_losses()) / 3]


def true_image_losses():
    pairs = list(zip([12, 24, 42, 23], [15, 20, 40, 25]))
    return [sum((a - b) ** 2 for a, b in pairs), sum(abs(a - b) for a, b in pairs)]
# %% origins-solution
def solved(wrong, low, high):
    """Bisection: `wrong` falls from above 0 to below it."""
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if wrong(middle) > 0 else (low, middle)
    return low


def chair_for_014():
    return solved(lambda chair: softmax_loss([[1.3, chair, 2.0]], [1]) - 0.14, 2.0, 9.0)


def car_for_694():
    return solved(lambda car: softmax_loss([[2.2, 2.5, car]], [2]) - 6.94, -9.0, 2.0)


def car_for_109():
    return solved(lambda car: hinge_loss([[2.2, 2.5, car]], [2]) - 10.9, -9.0, 2.0)


def margin_for_109():
    return -solved(lambda negative: hinge_loss(example_scores[2:], [2], -negative) - 10.9, -5.0, 5.0)
