"""Kinds of values that an option takes; each says of a wrong one what would be right."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from briefgen.errors import ArchiveError
from briefgen.postgres import has_password, is_address

_SINCE = re.compile(r"[1-9][0-9]{0,3}[dwm]")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_COUNT = re.compile(r"[1-9][0-9]{0,8}")


def days(text: str) -> int:
    """Days, weeks of seven or months of thirty, as a number of days."""
    if not _SINCE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no time like 30d, 4w or 6m")
    return int(text[:-1]) * {"d": 1, "w": 7, "m": 30}[text[-1]]


def day(text: str) -> str:
    """A day, a month or a year, ISO 8601."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2017-07-08") from None
    return text


def count(text: str) -> int:
    """A whole number from 1 on."""
    if not _COUNT.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def place(text: str) -> Path | str:
    """The place of a library: a folder, or a database's address without a password."""
    try:
        if not is_address(text):
            return Path(text)
        secret = has_password(text)
    except ArchiveError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if secret:
        remedy = "which all users of this machine could see; set PGPASSWORD, or write ~/.pgpass"
        raise argparse.ArgumentTypeError(f"the address holds a password, {remedy}")
    return text


def folder(text: str) -> Path:
    """A folder that is there."""
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text!r}")
    return Path(text)
