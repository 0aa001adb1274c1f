"""Briefs made again when they are due, once each, whatever calls for it and whatever fails.

`due` is pure: what became of every time up to now. `specs` knows the desk's schedules without
reading unchanged files, `state` says how they and their runs are kept (by `local` in a file,
by `shared` in a database of several machines), `run` runs what is due, each attempt in
a process of its own (`attempt`, `child`), `daemon` stays and looks each minute, `overview` says how
each brief is, `timer` has the system call. Modules are imported one by one: a look at which nothing
is due loads neither YAML nor cronsim.
"""
