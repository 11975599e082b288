# expected: 86.5
# mistake: threshold not added back
# %% s-solution
def s_shaped_and_derivatives(x, right_threshold, right_slope, left_threshold, left_slope):
    right, left = x >= right_threshold, x <= left_threshold
    upper, lower = right_slope * (x - right_threshold), left_slope * (x - left_threshold)
    value = np.where(right, upper, np.where(left, lower, x))
    by_x = np.where(right, right_slope, np.where(left, left_slope, 1.0))
    return value, by_x, np.where(right, 1 - right_slope, 0.0)
