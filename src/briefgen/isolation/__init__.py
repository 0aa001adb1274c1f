"""Work in child processes with limits: a hostile or broken source costs itself and no other.

`child` is the program of such a process, `confine` its limits, `workers` the parent's side, with
`running` for each process; `manner` says how a kind of work is done; `program` starts any module of
ours in a process.
"""

from briefgen.isolation.confine import Limits, die_with_parent
from briefgen.isolation.manner import Manner
from briefgen.isolation.named import named, said
from briefgen.isolation.program import own_program
from briefgen.isolation.workers import Task, Workers

__all__ = ["Limits", "Manner", "Task", "Workers", "die_with_parent", "named", "own_program", "said"]
