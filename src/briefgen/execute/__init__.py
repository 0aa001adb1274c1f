"""Functions over keys, wherever they run: in this process, in several, or on a Dask cluster.

What a function makes of a key depends on the key's bytes alone, so that all executors give the same
bytes. `work` has the words, `local` this machine's executors, `cluster` Dask's, `named` all of them
by name.
"""

from briefgen.execute.local import Processes, Serial
from briefgen.execute.named import DEFAULT, EXECUTOR, KNOWN, check, executor
from briefgen.execute.work import Executor, Function, Job, Outcome

__all__ = [
    "DEFAULT",
    "EXECUTOR",
    "KNOWN",
    "Executor",
    "Function",
    "Job",
    "Outcome",
    "Processes",
    "Serial",
    "check",
    "executor",
]
