"""The mail server's password: from the environment, or from the keyring where one is installed."""

from __future__ import annotations

import os
from importlib import import_module

from briefgen.model import MailServer, Problem

VARIABLE = "BRIEFGEN_SMTP_PASSWORD"


def password_for(server: MailServer) -> str | Problem | None:
    """The password of the server's user; None where the server has no user."""
    if not server.user:
        return None
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    service = f"briefgen:{server.host}"
    try:
        found = import_module("keyring").get_password(service, server.user)
    except ModuleNotFoundError:
        found = None
    except Exception as error:  # each keyring has faults of its own
        return _none(server, f"the keyring gave none ({type(error).__name__})", service)
    if found is None:
        return _none(server, f"there is none in {VARIABLE}, nor in a keyring", service)
    return str(found)


def _none(server: MailServer, why: str, service: str) -> Problem:
    what = f"no password for {server.user!r}: {why}"
    remedy = f"set {VARIABLE}, or install keyring and run: keyring set {service} {server.user}"
    return Problem(f"mail server {server.host}", what, remedy)
