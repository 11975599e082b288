# expected: 86.5
# mistake: lines through the origin
# %% s-solution
def s_shaped_and_derivatives(x, right_threshold, right_slope, left_threshold, left_slope):
    right, left = x >= right_threshold, x <= left_threshold
    by_x = np.where(right, right_slope, np.where(left, left_slope, 1.0))
    return by_x * x, by_x, np.where(right, 1 - right_slope, 0.0)
