"""Mistakes in the numeric answers about the slides' worked examples."""

from __future__ import annotations

from collections.abc import Sequence

from course.check.likely import Mistake

PRINTED = "the printed value"


def _gives(name: str, hint: str, answer: Sequence[float | None]) -> Mistake:
    return Mistake(name, hint, lambda: answer)


softmax_losses = (
    _gives(
        PRINTED,
        "That is what the slide prints. Compute it anew from the printed scores.",
        [2.04, 0.14, 6.94],
    ),
    _gives(
        "base-10 logarithm",
        "The loss is in nats: natural logarithm.",
        [0.8861150, 0.0343667, 2.6737240],
    ),
    _gives(
        "softmax over the wrong axis",
        "The classes of one image compete, not the images.",
        [0.4170300, 0.8381652, 5.1303549],
    ),
)

hinge_losses = (
    _gives(
        PRINTED,
        "That is what the slide prints. Evaluate 2.2 - (-3.1) + 1 anew, with all its terms.",
        [2.9, 0.0, 10.9],
    ),
    _gives(
        "margin dropped once",
        "The slide forgets the margin in both terms of the third sample, not in one.",
        [2.9, 0.0, 11.9],
    ),
    _gives("true class counted", "The sum leaves out the true class.", [3.9, 1.0, 13.9]),
)

mean_losses = (
    _gives("sum for mean", "These are sums: divide by three.", [8.275964, 15.8]),
    _gives(PRINTED, "The slide prints the sum of its losses as their mean.", [9.12, 4.6]),
    _gives(
        "mean over all entries",
        "Divide by the number of images, three.",
        [8.275964 / 9, 15.8 / 9],
    ),
    _gives(
        "mean of printed values",
        "That is the mean of the printed losses: take the true ones.",
        [3.04, 4.6],
    ),
)

image_losses = (
    _gives(PRINTED, "That is what the slide prints. Add its four terms anew.", [66.0, 15.0]),
    _gives(
        "mean for sum",
        "The slide's loss is a sum over entries, not their mean.",
        [33 / 16, 11 / 16],
    ),
    _gives(
        "mean for sum",
        "The slide's loss is a sum over entries, not their mean.",
        [33 / 4, 11 / 4],
    ),
    _gives("exchanged", "The squares come first, the absolute values second.", [11.0, 33.0]),
)


def _origin(printed: float, loss: float, difference: float) -> tuple[Mistake, ...]:
    return (
        Mistake("the printed score", "The printed score gives another loss.", lambda: printed),
        Mistake("the loss, not the score", "The score is asked for.", lambda: loss),
        Mistake("difference for the score", "The new score is asked for.", lambda: difference),
    )


chair_for_014 = _origin(4.9, 0.14, -0.6)
car_for_694 = _origin(-3.1, 6.94, -0.785)
car_for_109 = _origin(-3.1, 10.9, 1.0)
margin_for_109 = (
    Mistake("the printed margin", "With margin 1 the loss is 12.9.", lambda: 1.0),
    Mistake("margin dropped once", "The slide forgets it in both terms.", lambda: 0.5),
    Mistake("the loss, not the margin", "The margin is asked for.", lambda: 10.9),
)
