"""Print the walls that stand on this machine, as JSON: `survey` asks this way, in a new process."""

import json
from dataclasses import asdict

from course.grade.walls.builder import Walls
from course.grade.walls.namespaces import enter

if __name__ == "__main__":
    print(json.dumps([asdict(layer) for layer in Walls(enter(), []).layers()]))
