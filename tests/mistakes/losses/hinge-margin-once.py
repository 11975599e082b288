# expected: 81.111
# mistake: margin dropped at one place
# %% hinge-solution
def hinge_loss(scores, labels, margin=1.0):
    total = 0.0
    for row, label in zip(scores, labels):
        others = np.delete(row, label)
        total += max(0, others[0] - row[label])
        total += np.maximum(0, others[1:] - row[label] + margin).sum()
    return total / len(labels)
