"""Documents, problems, collections and annotations: exact, and closed to wrong types."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.model import (
    Block,
    Date,
    Document,
    Dropped,
    Entity,
    Name,
    Part,
    Problem,
    Reference,
    Sentence,
    Snapshot,
    Split,
    Token,
    exchange,
)

from .sample import document

letters = st.characters(exclude_categories=["Cs"])
texts = st.text(letters, max_size=12)
numbers = st.integers(0, 9)
leaves = st.none() | st.booleans() | st.integers() | texts
values = st.recursive(
    leaves, lambda v: st.lists(v, max_size=2) | st.dictionaries(texts, v, max_size=2), max_leaves=4
)
dates = st.builds(Date, st.integers(0, 9999), st.integers(0, 12), st.integers(0, 31))
problems = st.builds(Problem, texts, texts, texts)
references = st.builds(
    Reference,
    title=texts,
    author=st.lists(st.builds(Name, texts, texts, texts), max_size=2).map(tuple),
    publisher=texts,
    container_title=texts,
    issued=st.none() | dates,
    url=texts,
    type=texts,
    role=texts,
    origin=st.dictionaries(texts, texts, max_size=2),
    extra=st.dictionaries(texts, values, max_size=2),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(letters, max_size=40))
    offsets = st.integers(0, len(text))
    kinds = st.sampled_from(["paragraph", "heading", "note"])
    blocks = st.builds(Block, offsets, offsets, kinds, numbers, st.none() | numbers)
    digest = sha256(text.encode()).hexdigest()
    made = Document(
        digest[:12],
        text,
        digest,
        tuple(draw(st.lists(blocks, max_size=3))),
        tuple(draw(st.lists(st.builds(Dropped, texts, texts, offsets), max_size=3))),
        draw(references),
        draw(texts),
        draw(texts),
        tuple(draw(st.lists(offsets, max_size=3))),
        draw(texts),
        tuple(draw(st.lists(references, max_size=2))),
        draw(st.none() | texts),
        tuple(draw(st.lists(st.tuples(offsets, st.none() | numbers), max_size=2))),
    )
    assume(made.words <= len(text))  # blocks that overlap can hold more than there are letters
    return made


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, tuple[Sentence, ...]]:
    text = draw(st.text(letters, max_size=40))

    def span() -> tuple[int, int, str]:
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return start, end, text[start:end]

    def tokens() -> tuple[Token, ...]:
        count = draw(st.integers(0, 3))
        words = [span() for _ in range(count)]
        heads = st.integers(0, max(0, count - 1))
        lemmas = [draw(st.just(word[2].lower()) | texts) for word in words]
        return tuple(
            Token(*word, lemma, *draw(st.tuples(texts, texts, texts, heads, texts, st.booleans())))
            for word, lemma in zip(words, lemmas, strict=True)
        )

    def entities() -> tuple[Entity, ...]:
        return tuple(Entity(*span(), draw(texts)) for _ in range(draw(st.integers(0, 2))))

    count = draw(st.integers(0, 3))
    return text, tuple(Sentence(*span(), draw(numbers), tokens(), entities()) for _ in range(count))


@given(documents())
def test_document_comes_back(made: Document) -> None:
    answer = exchange.dumps(made)
    found = exchange.loads(answer.encode())
    assert isinstance(found, exchange.Reading)
    assert found.document() == made
    assert (found.words, found.title) == (made.words, made.reference.title)
    assert exchange.reference_loads(found.rest) == made.reference


@given(problems)
def test_problem_comes_back(made: Problem) -> None:
    assert exchange.loads(exchange.dumps(made).encode()) == made
    assert exchange.split_loads(exchange.dumps(made).encode()) == made


parts = st.builds(
    Part,
    texts,
    st.none() | st.binary(max_size=20),
    st.dictionaries(texts, values, max_size=2),
    st.none() | dates,
    st.booleans(),
    st.none() | dates,
)


@given(st.lists(parts, max_size=3).map(tuple), st.lists(problems, max_size=2).map(tuple))
def test_collection_comes_back(found: tuple[Part, ...], wrong: tuple[Problem, ...]) -> None:
    made = Split(parts=found, problems=wrong)
    assert exchange.split_loads(exchange.dumps(made).encode()) == made


def test_what_is_no_collection_is_none() -> None:
    assert exchange.split_loads(exchange.dumps(None).encode()) is None


@given(annotated())
def test_sentences_come_back(made: tuple[str, tuple[Sentence, ...]]) -> None:
    text, sentences = made
    assert exchange.sentences_loads(exchange.sentences_dumps(sentences, text), text) == sentences


def test_sentence_that_is_not_in_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="'tide' is not what the text has"):
        exchange.sentences_dumps([Sentence(0, 4, "tide", 1, (), ())], "Tide")


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (None, ""),
        (Date(2017), "2017"),
        (Date(2017, 7), "2017-07"),
        (Date(2017, 7, 5), "2017-07-05"),
        (Date(987, 1), "0987-01"),
    ],
)
def test_iso(date: Date | None, written: str) -> None:
    assert exchange.iso(date) == written


# --- A broken sender ----------------------------------------------------------------------------

MADE = document("The tide was late.", Snapshot.of("a.txt", b"x"), title="Tides", author="Ada Roe")


def head(change: Callable[[list[object]], object]) -> str:
    """A document's answer with another head."""
    first, rest = exchange.dumps(MADE).split("\n")
    columns = json.loads(first)
    replaced = change(columns)
    return f"{json.dumps(columns if replaced is None else replaced)}\n{rest}"


def put(place: int, value: object) -> Callable[[list[object]], None]:
    return lambda columns: columns.__setitem__(place, value)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "17",
        "{}",
        '{"where": 1, "what": "x", "remedy": "y"}',
        "[" * 100_000,
        '["text"]\n{}',
        head(lambda columns: {"text": columns}),
        head(lambda columns: [*columns, 1]),
        head(put(0, "another text than that of the hash")),
        head(put(0, None)),
        head(put(1, "0" * 64)),
        head(put(1, 0)),
        head(put(2, ["Tides"])),
        head(put(2, "\ud800")),
        head(put(5, 1.5)),
        head(put(6, True)),
        head(put(6, -1)),
        head(put(6, 10**30)),
        head(put(6, "4")),
        head(put(6, float("nan"))),
        b"\xff\xfe",
    ],
)
def test_broken_answer_is_refused(answer: str | bytes) -> None:
    with pytest.raises(ValueError):
        exchange.loads(answer)


def without(field: str) -> Callable[[dict[str, object]], None]:
    return lambda rest: rest.__delitem__(field)


def setting(field: str, value: object) -> Callable[[dict[str, object]], None]:
    return lambda rest: rest.__setitem__(field, value)


@pytest.mark.parametrize(
    "change",
    [
        *(without(f) for f in ("blocks", "dropped", "reference", "also", "seams", "id")),
        setting("id", 1),
        setting("location", None),
        setting("retrieved", 2031),
        setting("language", ["en"]),
        setting("seams", [-1]),
        setting("seams", [19]),
        setting("seams", ["0"]),
        setting("breaks", [[4], ["2"]]),
        setting("breaks", [[19], [2]]),
        setting("breaks", [[4, 9], [2]]),
        setting("blocks", [[0], [18], ["paragraph"], [1]]),
        setting("blocks", [[0], [18], ["verse"], [1], [None]]),
        setting("blocks", [[0], [19], ["paragraph"], [1], [None]]),
        setting("blocks", [[0, 1], [18], ["paragraph"], [1], [None]]),
        setting("blocks", [[True], [18], ["paragraph"], [1], [None]]),
        setting("blocks", [[0], [18], ["paragraph"], [1], ["1"]]),
        setting("blocks", [[0], [18], [["paragraph"]], [1], [None]]),
        setting("dropped", [["x"], [None], [0]]),
        setting("dropped", [["\ud800"], ["menu"], [0]]),
        setting("reference", []),
        setting("reference", {"title": 1}),
        setting("reference", {"author": [["Roe"]]}),
        setting("reference", {"author": ["Roe"]}),
        setting("reference", {"issued": [2031, 13, 1]}),
        setting("reference", {"issued": [2031]}),
        setting("reference", {"issued": "2031"}),
        setting("reference", {"origin": {"title": 1}}),
        setting("reference", {"extra": []}),
        setting("also", [None]),
    ],
)
def test_broken_rest_is_refused_when_the_document_is_asked_for(
    change: Callable[[dict[str, object]], None],
) -> None:
    first, rest = exchange.dumps(MADE).split("\n")
    fields = json.loads(rest)
    change(fields)
    reading = exchange.loads(f"{first}\n{json.dumps(fields)}")
    assert isinstance(reading, exchange.Reading)
    with pytest.raises(ValueError):
        reading.document()


SENTENCES = (
    Sentence(
        0,
        18,
        "The tide was late.",
        1,
        (Token(0, 3, "The", "the", "DET", "DT", "det", 0, "", False),),
        (Entity(4, 8, "tide", "EVENT"),),
    ),
)


PACKED = exchange.sentences_dumps(SENTENCES, MADE.text)
FORM, HEAD, NUMBERS = PACKED.split(b"\n", 2)
COUNTS, NAMES = [1, 1, 1], ["DET", "DT", "det", "", "EVENT"]


def numbered(place: int, value: int) -> bytes:
    """The annotation with another number."""
    numbers = array("i", NUMBERS)
    numbers[place] = value
    return b"\n".join((FORM, HEAD, numbers.tobytes()))


def headed(counts: object = COUNTS, names: object = NAMES) -> bytes:
    """The annotation with another head."""
    head = json.dumps({"counts": counts, "names": names}).encode()
    return b"\n".join((FORM, head, NUMBERS))


def test_annotation_as_it_should_be() -> None:
    """What the broken ones below are made of."""
    assert numbered(0, 0) == PACKED
    assert exchange.sentences_loads(headed(), MADE.text) == SENTENCES


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b'{"labels": [], "sentences": [[], [], [], [], []]}',  # as the first form was
        PACKED.replace(b"annotation 2", b"annotation 1"),
        FORM,
        b"\n".join((FORM, HEAD)),
        PACKED + b"\0\0\0\0",
        PACKED[:-1],
        PACKED[:-4],
        headed(counts=None),
        headed(counts=[1, 1]),
        headed(counts=[1, 1, -1]),
        headed(counts=[1, 1, "1"]),
        headed(counts=[1, 1, 10**6]),
        headed(counts=[10**30, 1, 1]),
        headed(names=[1, 2, 3, 4, 5]),
        headed(names=NAMES[:4]),
        headed(names=None),
        *(numbered(place, -1) for place in range(17)),
        *(numbered(place, 1 << 30) for place in range(17) if place != 2),
        numbered(0, 1),  # beyond the end
        numbered(3, 0),
        numbered(3, 2),
        numbered(11, 2),
        numbered(13, 5),
    ],
)
def test_broken_annotation_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError):
        exchange.sentences_loads(packed, MADE.text)


@pytest.mark.parametrize(
    "part",
    [
        {"content": "no base 64"},
        {"content": 1},
        {"location": None},
        {"teaser": 1},
        {"reference": []},
        {"issued": [2031, 1]},
    ],
)
def test_broken_collection_is_refused(part: dict[str, object]) -> None:
    found = json.loads(exchange.dumps(Split(parts=(Part("a", b"x", {}),))))
    found["parts"][0] |= part
    with pytest.raises(ValueError):
        exchange.split_loads(json.dumps(found))
