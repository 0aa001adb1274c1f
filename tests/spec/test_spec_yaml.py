"""Files and YAML: what cannot be read, and what is not allowed in a spec."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from briefgen.errors import SpecError
from briefgen.spec import load_spec, tree
from briefgen.spec.syntax import syntax_fault

NEEDED = "title: T\nsources: [a.txt]\nissues: [{title: Quotas}]\n"
FITS = "this does not fit here; start it in the same column as its neighbours"
CLOSE = "a bracket is not closed; close it, and put , between items"
COLON = "a colon cannot stand here; put the text in quotes, for example 'Peace: a plan'; or check"

SYNTAX = [
    ("title: US: after", f"1:10: {COLON}"),
    ("title\nsources: [a]", f"2:8: {COLON}"),
    ("a: 1\n b: 2", f"2:3: {COLON}"),
    ("path: *.txt", "1:7: a text that begins with * or & must stand in quotes; write it as '*.tx"),
    ("a: &", "1:4: a text that begins with * or & must stand in quotes"),
    ("a: !x!y z", "1:4: a text that begins with ! must stand in quotes"),
    ("a:\n\tb: 1", "2:1: there is a tab where YAML wants spaces; use spaces instead"),
    ("a: @desk", "1:4: a text cannot begin with @; put it in quotes, for example '@desk'"),
    ("a: %x", "1:4: a text cannot begin with %; put it in quotes"),
    ("a: 'x\nb: 1", "1:4: a quotation mark is not closed; close it"),
    ('a: "x\n---\ny"', "1:4: a quotation mark is not closed; close it"),
    ('a: "\\q"', "1:5: a backslash in double quotes must begin an escape that YAML knows"),
    ("a: [1, 2\nb: 3", f"1:4: {CLOSE}"),
    ("a: {b: 1", f"1:4: {CLOSE}"),
    ("a: 'it's so'", f"1:8: {FITS}"),
    ('a: "q" and', f"1:8: {FITS}"),
    ("a:\n  - x\n b", f"3:2: {FITS}"),
    ("- a\nb: c", f"2:1: {FITS}"),
    ("a: }", f"1:4: {FITS}"),
    ("a: - b", "1:4: an item with - cannot stand here; begin the item on a line of its own"),
    ("a: | x", "1:6: only the text's own lines may follow | or >; begin it on the next line"),
    ("%YAML 3.0\n---\na: 1", "1:1: a line with % is not for a spec; delete the line"),
    ("a: 1\n...\nfoo: 1", "3:1: nothing may follow the end of the spec; delete what follows"),
]


@pytest.mark.parametrize(("text", "fault"), SYNTAX)
def test_syntax(faults, text, fault):
    """YAML that cannot be read: one problem, in plain words, at its place."""
    (found,) = faults(text)
    assert found.startswith(f"s.yaml:{fault}")


@pytest.mark.parametrize("text", [text for text, _ in SYNTAX])
def test_syntax_without_libyaml(faults, monkeypatch, text):
    """The same with PyYAML's own parser, whose words and columns differ here and there."""
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    found = faults(text)
    assert "cannot be read here" not in found[0]


def test_words_that_nobody_foresaw():
    """A complaint of YAML's that has no sentence is passed on."""
    fault = syntax_fault(yaml.YAMLError("something odd"), "")
    assert (fault.place.line, fault.what) == (1, "the YAML cannot be read here (something odd)")


def test_specs_load_without_libyaml(load, monkeypatch):
    """PyYAML's own parser gives the same spec."""
    fast = load(NEEDED)
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    assert load(NEEDED) == fast


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            NEEDED + "series: &a x\nhandling: *a\n",
            [
                "4:9: an anchor (&a) is not allowed in a spec; "
                "write the text out; put it in quotes if it begins with &: '&a …'",
                "5:11: an alias (*a) is not allowed in a spec; "
                "write the text out; put it in quotes if it begins with *: '*a …'",
            ],
        ),
        (
            NEEDED + "series: !!python/object:os.system x\n",
            [
                "4:9: a tag (!python/object:os.system) is not allowed in a spec; write the text "
                "out; put it in quotes if it begins with !: '!python/object:os.system …'"
            ],
        ),
        (
            NEEDED + "title: again\n",
            [
                "4:1: the key 'title' stands here a second time; "
                "keep one of the two (the other is in line 1)"
            ],
        ),
        (
            NEEDED + "? [a, b]\n: c\n",
            ["4:3: a list or a group of keys cannot be a key; write a word as the key"],
        ),
        (
            NEEDED + "---\ntitle: U\n",
            [
                "4:1: a second document begins here; "
                "keep one spec a file: delete the --- and what follows"
            ],
        ),
        (
            NEEDED + 'series: "a\\0b"\n',
            ["4:9: the text holds a character that cannot be printed (U+0000); take it out"],
        ),
        (
            NEEDED + "series: " + "[" * 30,
            [
                "4:29: the spec is more than 20 levels deep; "
                "check the brackets and the spaces at the start of lines"
            ],
        ),
        (
            "title: [" + "a," * 20_001 + "]\n",
            ["1:40005: the spec holds more than 20,000 values; split it into several specs"],
        ),
        (
            NEEDED + "series: *a\nhandling: 3\n",
            [
                "4:9: an alias (*a) is not allowed in a spec; "
                "write the text out; put it in quotes if it begins with *: '*a …'",
                "5:11: handling is the number 3; put it in quotes if it is a text: '3'",
            ],
        ),
    ],
)
def test_only_the_safe_part_of_yaml(faults, text, found):
    """No anchors, aliases, tags, keys twice; bounded; each reported once, beside other faults."""
    assert faults(text) == [f"s.yaml:{line}" for line in found]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "s.yaml:1:1: the file is empty; begin lines with title:, sources: and issues:"),
        (b" \n\n", "s.yaml:1:1: the file is empty"),
        (b"title: T\nseries: caf\xe9\n", "s.yaml:2:12: the file is not UTF-8 (byte 0xe9); save"),
        (b"\xef\xbb\xbfa: \xe9\n", "s.yaml:1:4: the file is not UTF-8 (byte 0xe9)"),
        ("title: T".encode("utf-16"), "s.yaml:1:1: the file is UTF-16 (byte 0xff); save it as"),
        (b"title: T\nseries: \x00\n", "s.yaml:2:9: there is a control character (U+0000)"),
        (b"a" * 1_000_001, "s.yaml: the file is larger than 1,000,000 bytes; check that it is a"),
    ],
)
def test_bytes_that_are_no_spec(faults, content, fault):
    """One clear problem each."""
    (found,) = faults(content)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("none.yaml", "none.yaml: there is no such file; check the name and the folder"),
        (".", ".: is a folder, not a file; name the spec in it"),
        ("a\0b", "a\0b: there is no such file"),
        ("x" * 5000, "x: the file cannot be read (File name too long)"),
        ("/dev/null", "/dev/null: is not an ordinary file; save the spec as a file"),
    ],
)
def test_paths_that_are_no_file(path, fault):
    """A missing file, a folder, a device …"""
    with pytest.raises(SpecError) as caught:
        load_spec(Path(path), audiences=["minister"], methods=["coverage"])
    (found,) = caught.value.problems
    assert str(found).replace("x" * 5000, "x").startswith(fault)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_file_that_may_not_be_read(tmp_path):
    """A file without the right to read it."""
    path = tmp_path / "s.yaml"
    path.write_text(NEEDED)
    path.chmod(0)
    with pytest.raises(SpecError, match="cannot be read"):
        load_spec(path, audiences=["minister"], methods=["coverage"])
