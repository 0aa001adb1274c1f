"""Hostile files, made when they are asked for and never stored: see `corpus`."""
