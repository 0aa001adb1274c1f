"""Briefgen makes policy briefs whose every sentence of substance is quoted word for word."""

__version__ = "0.1.0"
