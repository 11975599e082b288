# attack: ctypes turns the number 42, which the test compares with, into 41
# verdict: score or failed: .
# compatible: small numbers are one and the same object for the student and the tests

# %% attack after unit
import ctypes

ctypes.c_uint32.from_address(id(42) + int.__basicsize__).value = 41
