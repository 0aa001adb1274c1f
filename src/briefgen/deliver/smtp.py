"""The only user of smtplib: one connection to the desk's mail server, one mail at a time."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress

from briefgen.deliver.password import password_for
from briefgen.deliver.setback import Setback
from briefgen.model import MailServer, Problem

#: How much longer than for other answers it may take until a mail was taken (RFC 5321, 4.5.3.2.6).
_LAST_WAIT = 10
_LATER = "it is tried again by itself; look at the server if that goes on"
_SET_UP = "correct mail in desk.yaml, then run briefgen deliver --retry"


class Post:
    """A session with a mail server, opened when the first mail is sent."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None
        self._where = f"{server.host}:{server.usual_port}"

    def close(self) -> None:
        """Say goodbye, if anybody is there."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp.close()
        self._smtp = None

    def send(self, mail: bytes, recipient: str, begun: Callable[[], None]) -> Setback | None:
        """Hand a mail over; `begun` is called once nothing but the server can refuse it."""
        try:
            smtp = self._session()
        except _Unusable as unusable:
            self._drop()
            return unusable.setback
        try:
            if refused := self._envelope(smtp, recipient):
                return refused
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Setback(self._problem(_reason(error), _LATER), of_server=True)
        begun()
        return self._content(smtp, mail, recipient)

    def _session(self) -> smtplib.SMTP:
        if self._smtp is not None:
            return self._smtp
        server = self._server
        word = password_for(server)
        if isinstance(word, Problem):
            raise _Unusable(Setback(word, of_server=True))
        try:
            self._smtp = _connected(server)
            if word is not None:
                self._smtp.login(server.user, word)
        except smtplib.SMTPAuthenticationError as error:
            what = (
                f"refused the user {server.user!r} ({_answer(error.smtp_code, error.smtp_error)})"
            )
            raise _Unusable(Setback(self._problem(what, _SET_UP), of_server=True)) from None
        except ssl.SSLCertVerificationError as error:
            what = f"has a certificate that is not valid ({error.verify_message.rstrip('.')})"
            raise _Unusable(Setback(self._problem(what, _SET_UP), of_server=True)) from None
        except smtplib.SMTPNotSupportedError as error:
            raise _Unusable(
                Setback(self._problem(_reason(error), _SET_UP), of_server=True)
            ) from None
        except (smtplib.SMTPException, OSError) as error:
            raise _Unusable(
                Setback(self._problem(_reason(error), _LATER), of_server=True)
            ) from None
        return self._smtp

    def _envelope(self, smtp: smtplib.SMTP, recipient: str) -> Setback | None:
        smtp.ehlo_or_helo_if_needed()
        for code, text in (smtp.mail(self._server.sender), smtp.rcpt(recipient)):
            if code == 421:  # the server closes (RFC 5321, 3.8)
                raise smtplib.SMTPServerDisconnected(_answer(code, text))
            if not 200 <= code < 300:
                smtp.rset()
                return self._refused(recipient, code, text)
        return None

    def _content(self, smtp: smtplib.SMTP, mail: bytes, recipient: str) -> Setback | None:
        if smtp.sock is not None:
            smtp.sock.settimeout(self._server.timeout * _LAST_WAIT)
        try:
            code, text = smtp.data(mail)
        except smtplib.SMTPDataError as error:  # before any of it was sent
            return self._refused(recipient, error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            what = f"did not say whether it took the mail to {recipient} ({_reason(error)})"
            remedy = "it is sent once more by itself, with the same Message-ID"
            return Setback(self._problem(what, remedy), doubtful=True, of_server=True)
        if smtp.sock is not None:
            smtp.sock.settimeout(self._server.timeout)
        return None if 200 <= code < 300 else self._refused(recipient, code, text)

    def _refused(self, recipient: str, code: int, text: bytes | str) -> Setback:
        what = f"refused the mail to {recipient} ({_answer(code, text)})"
        lasting = code >= 500
        remedy = "correct the address, then run briefgen deliver --retry" if lasting else _LATER
        return Setback(self._problem(what, remedy), lasting=lasting)

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
        self._smtp = None

    def _problem(self, what: str, remedy: str) -> Problem:
        return Problem(f"mail server {self._where}", what, remedy)


class _Unusable(Exception):
    """No session with the server; holds why."""

    def __init__(self, setback: Setback) -> None:
        super().__init__(setback.problem.what)
        self.setback = setback


def _connected(server: MailServer) -> smtplib.SMTP:
    """A connection that is encrypted, or goes to this machine alone; certificates are checked."""
    host, port, timeout = server.host, server.usual_port, server.timeout
    if server.tls == "implicit":
        trusted = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=timeout, context=trusted)
    smtp = smtplib.SMTP(host, port, timeout=timeout)
    if server.tls == "starttls":
        try:
            smtp.starttls(context=ssl.create_default_context())
        except BaseException:
            smtp.close()
            raise
    return smtp


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    plain = "".join(c if c.isprintable() else " " for c in said)
    return " ".join(f"{code} {plain}".split())[:200]


def _reason(error: Exception) -> str:
    # smtplib makes one class of an end and of a silence, and leaves the word in its text.
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "sent nothing for too long"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"answered {_answer(error.smtp_code, error.smtp_error)}"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "broke the connection off"
    if isinstance(error, OSError) and error.strerror:
        return f"could not be reached ({error.strerror.lower()})"
    return " ".join(str(error).split())[:200] or type(error).__name__
