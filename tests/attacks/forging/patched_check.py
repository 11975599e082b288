# attack: course.check gives full points whatever it found
# verdict: true score
# score: 2
# compatible: course.check is one and the same for the student and the tests

# %% square
def square(x):
    return 0 * x


# %% attack after square
import course.check.block
import course.check.comparing

course.check.block._earned = lambda worth, records: worth
course.check.comparing.difference = lambda *arguments, **keywords: None
