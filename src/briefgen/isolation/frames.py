"""How a request and an answer begin: with lengths, big-endian, four bytes each."""

import struct

#: The header's length and that of the source's bytes.
REQUEST = struct.Struct(">II")
#: The answer's length; with `FAILED` in it, the answer says why there is none.
ANSWER = struct.Struct(">I")
FAILED = 1 << 31
#: The exit status of a process that got no memory.
NO_MEMORY = 77
