"""Mutation fuzzing of every reader: good samples are spoilt, and the promises must still hold.

From the folder `tests`: `python -m fuzz NAME [--seconds 600] [--seed N]`, or `make fuzz`.
"""
