"""Attacks on the protocol itself, as cells that a student could hand in.

Each is the source of a cell; `PRELUDE` runs before it and finds the student's end of the line. They
run behind the walls only: see `test_protocol_attacks`.
"""

PRELUDE = '''
import gc, os, struct, sys, time
import numpy as np
from course.grade.sealed.line import Line
from course.grade.sealed.message import Message, pack
from course.grade.sealed.wire import encode
line = next(one for one in gc.get_objects() if isinstance(one, Line))
honest = line._send
def message(kind, number, body, changes=(), released=(), ambient=None, printed=()):
    aside = encode((ambient, printed))
    return pack(Message(kind, number, "", body, list(changes), list(released), aside))
def reply(make):
    """Answer every request with the bytes that `make` gives for its number."""
    def send(kind, number, what, operands, printed=(), release=False):
        body = make(number)
        for one in body if isinstance(body, list) else [body]:
            line.channel.send_body(one)
    line._send = send
def besides(**parts):
    """Send honest answers with other changes, releases or surroundings."""
    def send(kind, number, what, operands, printed=(), release=False):
        found = {key: part(number) if callable(part) else part for key, part in parts.items()}
        body = encode(operands, line.refer)
        line.channel.send_body(message(kind, number, body, **{"printed": printed} | found))
    line._send = send
def array(dtype, shape, body=b""):
    sides = b"".join(struct.pack(">Q", length % 2**64) for length in shape)
    return b"a" + bytes([len(dtype), len(shape)]) + dtype + sides + body
def many(number, count, kind='gave', body=encode(7.0), changes=(), released=()):
    answer = (kind, body, (), list(changes))
    return encode(((answer,) * count, list(released)))
def shared(kind):
    return [n for n, one in line.sharing.objects.items() if isinstance(one, kind)]
'''

ATTACKS = {
    "a huge array": "reply(lambda n: message('gave', n, array(b'<f8', (2**40,))))",
    "a huge empty array": "reply(lambda n: message('gave', n, array(b'<f8', (0, 2**50))))",
    "a large array of one text": "reply(lambda n: message('gave', n, array(b'<U900000000', (0,))))",
    "negative shapes": "reply(lambda n: message('gave', n, array(b'<f8', (-1, -8), bytes(64))))",
    "an object dtype": "reply(lambda n: message('gave', n, array(b'|O', (1,), bytes(8))))",
    "a dtype that is a program": "reply(lambda n: message('gave', n, array(b'(3,)f8,O', (1,))))",
    "a recursive list": (
        "half = lambda x: whole\nwhole = []\nwhole.append(whole)\nstep = split = hidden = half"
    ),
    "deep nesting": "reply(lambda n: message('gave', n, b'L\\0\\0\\0\\1' * 4_000_000 + b'N'))",
    "a million parts": "reply(lambda n: message('gave', n, encode([0] * 3_000_000)))",
    "colliding hashes": (
        "half = step = split = hidden = lambda *x: {k * (2**61 - 1) for k in range(3000)}"
    ),
    "not a number": "half = step = split = hidden = lambda *x: float('nan')",
    "arrays of not-a-number": "half = step = split = hidden = lambda *x: np.full(3, np.nan)",
    "the answer to another question": "reply(lambda n: message('gave', n + 1, encode(2.0)))",
    "answers sent ahead": (
        "for n in range(1, 40):\n    line.channel.send_body(message('gave', n, encode(2.0)))"
    ),
    "answering twice": "reply(lambda n: [message('gave', n, encode(2.0))] * 2)",
    "more answers than calls": "reply(lambda n: message('gave', n, many(n, 99)))",
    "no answers to many calls": "reply(lambda n: message('gave', n, many(n, 0)))",
    "answers of many of no form": (
        "reply(lambda n: message('gave', n, encode(((('gave', 7.0, (), []), 1, None), []))))"
    ),
    "an answer of many that is none": "reply(lambda n: message('gave', n, many(n, 2, body=b'H')))",
    "an answer of many with changes": (
        "reply(lambda n: message('gave', n, many(n, 2, changes=[(1, encode(np.ones(99)))])))"
    ),
    "an answer of many with changes of no form": (
        "reply(lambda n: message('gave', n, many(n, 2, changes=[(1, 2), 'x', ('a', b'')])))"
    ),
    "an answer of many that interrupts": (
        "told = encode(('KeyboardInterrupt', '', 'KeyboardInterrupt', ''))\n"
        "reply(lambda n: message('gave', n, many(n, 2, kind='raised', body=told)))"
    ),
    "answers of many that let go": (
        "reply(lambda n: message('gave', n, many(n, 2, released=[1, 1, 2**70, 'x', None])))"
    ),
    "handles forged": "reply(lambda n: message('gave', n, b'H\\xff\\xff\\xff\\xff'))",
    "handles of the tester's": "reply(lambda n: message('gave', n, b'S\\0\\0\\0\\1'))",
    "functions of the tester's": "reply(lambda n: message('gave', n, b'C\\0\\0\\0\\1'))",
    "a flood of handles": (
        "reply(lambda n: message('gave', n, b'L' + struct.pack('>I', 500_000)\n"
        "    + b''.join(b'H' + struct.pack('>I', i) for i in range(500_000))))"
    ),
    "a text of 100 MB": "half = step = split = hidden = lambda *x: 'x' * 100_000_000",
    "a frame of 100 MB": (
        "try:\n    line.channel.connection.sendall(struct.pack('>I', 100_000_000) + b'x' * 10**8)\n"
        "except OSError:\n    pass"
    ),
    "a frame that never ends": (
        "line.channel.connection.sendall(struct.pack('>I', 50_000_000) + b'x')"
    ),
    "dying in mid-message": (
        "def send(*a, **k):\n"
        "    line.channel.connection.sendall(struct.pack('>I', 1000) + b'U')\n"
        "    os._exit(0)\nline._send = send"
    ),
    "closing the line": "line.channel.connection.close()",
    "closing every file": "os.closerange(3, 200)",
    "shutting the line down": "line.channel.connection.shutdown(2)",
    "no answer at all": "line._send = lambda *a, **k: time.sleep(60)",
    "raw noise": "line.channel.connection.sendall(os.urandom(100_000))",
    "noise in a frame": "reply(lambda n: os.urandom(5000))",
    "an answer cut off": "reply(lambda n: message('gave', n, encode(2.0))[:-1])",
    "bytes after an answer": "reply(lambda n: message('gave', n, encode(2.0)) + b'N')",
    "a kind of no message": "reply(lambda n: b'\\x09' + message('gave', n, encode(2.0))[1:])",
    "lengths beyond the message": (
        "reply(lambda n: struct.pack('>B6I', 2, n, *[2**32 - 1] * 5) + encode(2.0))"
    ),
    "a million changes of nothing": (
        "reply(lambda n: message('gave', n, encode(2.0), [(1, b'')] * 1_000_000))"
    ),
    "requests instead of answers": "reply(lambda n: message('do', n, encode(())))",
    "a callback that was never lent": (
        "reply(lambda n: message('callback', n, encode((999, [], {}))))"
    ),
    "callbacks without end": (
        "def half(x): return x\ndef slope(f):\n    while True:\n        f(1.0)\nhidden = slope"
    ),
    "callbacks that never return": (
        "def slope(f):\n    return f(lambda *x: time.sleep(100))\nhalf = split = hidden = slope"
    ),
    "callbacks that call back": "def slope(f):\n    return f(slope)\nhalf = hidden = slope",
    "a flood of callbacks": (
        "def slope(f):\n"
        "    for n in range(200_000):\n"
        "        body = encode((1, [2.0], {}))\n"
        "        line.channel.send_body(message('callback', n, body))\n"
        "    return 1.0"
    ),
    "attributes with side effects": (
        "class Sly:\n    def __getattr__(self, name):\n        globals()['half'] = lambda x: 2.0\n"
        "        return Sly()\n    def __call__(self, *x): return Sly()\n"
        "    def __float__(self): return 2.0\n    def __array__(self, *a, **k): return np.ones(3)\n"
        "half = step = split = hidden = Sly()"
    ),
    "an object that lies": (
        "class Liar(float):\n    def __eq__(self, other): return True\n"
        "    def __ne__(self, other): return False\n    __hash__ = float.__hash__\n"
        "    __lt__ = __le__ = __gt__ = __ge__ = __eq__\n"
        "    def __sub__(self, other): return 0.0\n    __rsub__ = __sub__\n"
        "    def __abs__(self): return 0.0\n    __class__ = property(lambda self: np.ndarray)\n"
        "    def __array__(self, *a, **k): return np.full(3, 2.5)\n"
        "    def __float__(self): return 2.5\n    def __bool__(self): return True\n"
        "half = step = split = hidden = lambda *x: Liar(7)"
    ),
    "an array interface": (
        "class Peek:\n    __array_interface__ = {'shape': (3,), 'typestr': '<f8', 'version': 3,\n"
        "        'data': (id(Line), False)}\n"
        "half = step = split = hidden = lambda *x: Peek()"
    ),
    "a result that shows itself": (
        "class Shown:\n    def _repr_mimebundle_(self, *a, **k): return {'text/plain': '10'}\n"
        "    def __repr__(self): return '10'\n    def __call__(self, *x): return self\n"
        "half = step = split = hidden = Shown()"
    ),
    "a change that was never asked for": ("besides(changes=[(10**6, encode(np.ones(3)))])"),
    "a change of shape": (
        "besides(changes=lambda n: [(i, encode(np.ones(99))) for i in shared(np.ndarray)])"
    ),
    "a change of type": (
        "besides(changes=lambda n: [(i, b'i\\0\\0\\0\\1\\1') for i in shared(object)])"
    ),
    "a change of no form": "besides(changes=lambda n: [(i, b'?') for i in shared(object)])",
    "surroundings of zeros": (
        "zeros = np.zeros(624, np.uint32)\n"
        "besides(ambient={'numpy': (zeros, 624, 0, 0.0), 'errors': {},\n"
        "    'python': (3, np.zeros(625, np.uint64), None)})\n"
        "half = hidden = lambda x: x"
    ),
    "surroundings outside memory": (
        "besides(ambient={'numpy': (np.zeros(624, np.uint32), 10**7, 0, 0.0), 'errors': {},\n"
        "    'python': (3, np.zeros(625, np.uint64), None)})"
    ),
    "surroundings that raise": (
        "besides(ambient={'numpy': np.random.get_state()[1:], 'errors': {'all': 'call'},\n"
        "    'python': (3, np.zeros(625, np.uint64), None)})"
    ),
    "a generator of zeros": (
        "def hidden(x): return x\n"
        "def split(rng, *x):\n    state = rng.bit_generator.state\n"
        "    state['state'] = {'state': 0, 'inc': 0}\n    rng.bit_generator.state = state\n"
        "    return 0.0\nhalf = step = split"
    ),
    "everything released": "besides(released=list(range(100_000)))",
    "names that were not asked for": (
        "names = {'check': 1, 'np': 2, '__builtins__': 3}\n"
        "reply(lambda n: message('gave', n, encode((names, {}))))"
    ),
    "names that run code": "reply(lambda n: message('gave', n, b'k\\0\\0\\0\\4eval'))",
    "an interrupt as the answer": (
        "reply(lambda n: message('raised', n,\n"
        "    encode(('KeyboardInterrupt', '', 'KeyboardInterrupt', ''))))"
    ),
    "an exit as the answer": (
        "reply(lambda n: message('raised', n, encode(('SystemExit', '0', 'SystemExit', ''))))"
    ),
    "an error that is no error": "reply(lambda n: message('raised', n, encode(('print',) * 4)))",
    "an error of the grader's": (
        "reply(lambda n: message('raised', n, encode(('LineBroken', '', 'Exception', ''))))"
    ),
    "a flood of prints": (
        "besides(printed=('10\\n' * 300_000, 'x' * 10, [('UserWarning', 'w')] * 100_000))"
    ),
    "printed surrogates": "def half(x):\n    print('\\ud800')\n    return 7",
    "the tester's end replaced": (
        "import course.grade.sealed.tester_side as side, course.check as check\n"
        "side.TesterSide.names = lambda *a: {}\ncheck.value = lambda *a, **k: None\n"
        "np.testing.assert_allclose = lambda *a, **k: None"
    ),
}
