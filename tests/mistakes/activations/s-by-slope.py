# expected: 87
# mistake: derivative by the slope
# %% s-solution
def s_shaped_and_derivatives(x, right_threshold, right_slope, left_threshold, left_slope):
    right, left = x >= right_threshold, x <= left_threshold
    upper = right_threshold + right_slope * (x - right_threshold)
    lower = left_threshold + left_slope * (x - left_threshold)
    value = np.where(right, upper, np.where(left, lower, x))
    by_x = np.where(right, right_slope, np.where(left, left_slope, 1.0))
    return value, by_x, np.where(right, x - right_threshold, 0.0)
