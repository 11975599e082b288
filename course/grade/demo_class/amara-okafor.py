# student: Amara Okafor
# about: everything right, close to the model answer
# expected: 90
# base: solution

# %% written-answer [markdown]
# For [5, -3, 2] the hinge loss is 0, because both other classes are more than 1 behind, and its gradient is 0 as well. The
# softmax loss is 0.0489 with the gradient [-0.048, 0.000, 0.047].
#
# If all samples look like this, hinge training has nothing left to do: zero gradient, no step. Softmax still pulls the true
# score up and the others down. The steps get smaller and smaller but never stop, so the weights grow for ever.
#
# I would use softmax when I need probabilities, for example for a medical triage with a threshold. I would use hinge when I
# only need the decision and want the model to care about the hard cases.
