"""How a request and an answer begin: with lengths, big-endian, four bytes each."""

import struct

#: The header's length and that of the source's bytes.
REQUEST = struct.Struct(">II")
#: The answer's length.
ANSWER = struct.Struct(">I")
