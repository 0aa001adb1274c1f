"""Reading in child processes with limits: a hostile or broken source costs itself and no other.

`child` is the program of such a process, `confine` its limits, `workers` the parent's side.
"""

from briefgen.isolation.confine import Limits
from briefgen.isolation.workers import Task, Workers

__all__ = ["Limits", "Task", "Workers"]
