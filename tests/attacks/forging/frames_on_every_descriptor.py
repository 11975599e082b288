# attack: well-formed messages with full marks are written to every open file descriptor
# verdict: score or failed: grader's channel|line to its tests
# if failed: 4
# compatible: the report's descriptor is open in the student's own process

# %% attack after counter
import json
import os
import struct

result = {"text/plain": "11"}
output = {"output_type": "execute_result", "data": result, "metadata": {}, "execution_count": 1}
messages = [{"cell": index, "count": 1, "outputs": [output]} for index in range(12)]
messages += [{"score": 11, "passed": True}, {"answer": 42}, {"result": True, "id": 1}]
for message in messages:
    body = json.dumps(message).encode()
    for descriptor in range(3, 64):
        try:
            os.set_blocking(descriptor, False)
            os.write(descriptor, struct.pack(">I", len(body)) + body)
        except OSError:
            continue
