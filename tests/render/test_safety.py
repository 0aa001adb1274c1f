"""A desk's template costs its own page and no more: it ends, stays small, reads and writes nothing.

A template is somebody's file, and may come from anywhere; what it does wrong is told in one line.
"""

from __future__ import annotations

import os
import re
import resource
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import canal
import pytest

from briefgen.cite import Citations, Entry
from briefgen.errors import TemplateError
from briefgen.model import AudienceProfile
from briefgen.render import html, load_profile
from briefgen.render.bounded import Bounds
from briefgen.render.html import render_html
from briefgen.render.labels import Labels, load_labels
from briefgen.render.outside import asked_by_page
from briefgen.render.wholeness import runs

PLAIN = Citations(tuple(f"Note {n}" for n in range(40)), (Entry("a1", "An entry"),), False)
#: Smaller than what a build allows, so that the tests are quick.
TIGHT = Bounds(megabytes=150, characters=1_000_000)
OPEN = Path("/proc/self/fd")
TIME, MEMORY, ENDLESS, LONG = "ran longer than", "needs more than", "without end", "has more than"
REFUSED = "unsafe|is no text|too large|has no attribute '(_x|__replace__)'"


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "BOUNDS", TIGHT)


@pytest.fixture(autouse=True)
def labels_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the page are those of one audience, and read once."""
    monkeypatch.setattr(html, "load_labels", lambda *_: labels())


@cache
def labels() -> Labels:
    return load_labels(load_profile("analyst"), canal.evidence().spec)


def audience(root: Path, template: str, **files: str | bytes) -> AudienceProfile:
    """One of a desk, with a template and more files: `brief_css` is brief.css."""
    folder = root / "templates" / "ours"
    (folder / "sections").mkdir(parents=True)
    (folder / "audience.yaml").write_text("extends: analyst\n")
    (folder / "brief.html.j2").write_text(template)
    for name, content in files.items():
        raw = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(raw)
    return load_profile("ours", [root / "templates"])


def page(profile: AudienceProfile) -> str:
    return render_html(replace(canal.brief("analyst"), audience=profile), PLAIN)


def fault(profile: AudienceProfile) -> str:
    with pytest.raises(TemplateError) as caught:
        page(profile)
    return str(caught.value)


DOUBLED = "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 40
NESTED = "{% set a = [1] %}{% set b = [1] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40

HOSTILE = [
    ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", TIME),
    ("{% for i in range(99999) %}{% for j in range(99999) %}xxxx{% endfor %}{% endfor %}", LONG),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", ENDLESS),
    ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
     TIME),
    ("{% include 'brief.html.j2' %}", ENDLESS),
    ("{% extends 'ours/brief.html.j2' %}", ENDLESS),
    ("{{ 'x' * 10**9 }}", MEMORY),
    ("{{ [0] * 10**9 }}", MEMORY),
    ("{{ 10**(10**10) }}", REFUSED),
    ("{{ (1 * 10**3000) * 10**3000 }}", REFUSED),
    ("{{ '%1000000000d' % 1 }}", MEMORY),
    ("{{ '%1000000000d' | format(1) }}", MEMORY),
    ("{{ 'x'.ljust(10**9) }}", MEMORY),
    ("{{ '{:>1000000000}'.format(1) }}", MEMORY),
    ("{{ '{:>{w}}'.format(1, w=10**9) }}", MEMORY),
    ("{{ 'x' | center(10**9) }}", MEMORY),
    ("{{ 'x\ny' | indent(10**9) }}", MEMORY),
    ("{{ [1] | batch(10**9, 'x') | list | length }}", MEMORY),
    ("{{ ('x' * 10**5) | replace('x', 'x' * 10**5) }}", MEMORY),
    ("{{ (['x'] * 10**5) | join('x' * 10**5) }}", MEMORY),
    ("{{ ('x' * 10**6) | urlize(rel='y' * 10**6) | length * 0 ~ 'x' * 10**7 }}", LONG),
    ("{{ ('x ' * 10**6) | wordwrap(1, wrapstring='y' * 10**6) }}", f"{MEMORY}|{TIME}"),
    ("{{ 7 | round(10**9, 'ceil') }}", REFUSED + f"|{TIME}|{MEMORY}"),
    ("{{ lipsum(n=10**7) }}", "'lipsum' is undefined"),
    ("{{ [1, 2] | random }}", "no filter 'random'"),
    ("{{ range(10**9) | length }}", "Range too big"),
    (DOUBLED, MEMORY),
    ("{% set n = namespace(s='x') %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
     MEMORY),
    ("{% set n = namespace(l=[]) %}{% for i in range(99999) %}{% for j in range(99999) %}"
     "{% set n.l = [n.l, 'x' ~ j] %}{% endfor %}{% endfor %}", f"{MEMORY}|{TIME}"),
    (NESTED + "{{ a == b }}", TIME),
    (NESTED + "{{ a | string }}", f"{MEMORY}|{TIME}"),
    ("{% set c = cycler(1, 2) %}{% for i in range(99999) %}{% for j in range(99999) %}"
     "{% set x = c.next() %}{% endfor %}{% endfor %}", TIME),
    ("{% set c = joiner('y') %}{% for i in range(99999) %}{% for j in range(99) %}{{ c() }}"
     "{% endfor %}{% endfor %}", f"{LONG}|{TIME}|{MEMORY}"),
    ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "nest its loops"),
    ("{% for i in [1] %}" * 30 + "{% endfor %}" * 30, "nest its loops"),
    ("{{ 1 / 0 }}", "division by zero"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "said"), HOSTILE)
def test_hostile_template_ends_with_its_file_and_line(
    tmp_path: Path, tight: None, monkeypatch: pytest.MonkeyPatch, template: str, said: str
) -> None:
    """And takes nothing of this process, whose memory does not grow by what it wanted."""
    if TIME in said:
        monkeypatch.setattr(html, "BOUNDS", replace(TIGHT, seconds=0.2))
    profile = audience(tmp_path, "\n" + template)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = fault(profile)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000
    assert re.search(said, told), told
    assert f"{profile.folders[0]}/brief.html.j2:" in told and "\n" not in told


@pytest.mark.parametrize(
    "template",
    [
        "{{ spec.file.read_text() }}",
        "{{ spec.file.open('w') }}",
        "{{ spec.file.unlink() }}",
        "{{ spec.file.parent }}",
        "{{ brief.audience.folders[0].parent }}",
        "{{ brief.audience.folders[0].glob('*') | list }}",
        "{{ brief.audience.folders[0]['read_bytes'] }}",
        "{{ brief.audience.folders | map(attribute='parent') | list }}",
        "{{ brief.audience.folders[0] | attr('iterdir') }}",
        "{{ '{0.parent}'.format(spec.file) }}",
        "{{ '{0[parent]}'.format(spec.file) }}",
        "{{ spec.file }}",
        "{{ spec.file / 'x' }}",
        "{{ date.func }}",
        "{{ date.keywords }}",
        "{{ told.__self__ }}",
        "{{ told.__func__.__globals__ }}",
        "{{ note.__closure__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ brief.__dataclass_fields__ }}",
        "{{ brief.__replace__(left_out=1) }}",
        "{{ spec.issues[0].event_between(none, none) }}",
        "{{ labels.update(notes='x') }}",
        "{{ labels.pop('notes') }}",
        "{{ brief._x }}",
        "{{ self._TemplateReference__context }}",
        "{{ self.__init__.__globals__ }}",
        "{% for i in [1] %}{{ loop._iterator }}{% endfor %}",
        "{{ date }}",
        "{{ brief }}",
        "{{ spec.issues[0] ~ spec.file.parent }}",
        "{% import 'macros.html.j2' as m with context %}{{ m.__init__ }}",
    ],
)
def test_template_reaches_values_alone(tmp_path: Path, template: str) -> None:
    """No file, no function's insides, nothing that could be changed."""
    assert re.search(REFUSED, fault(audience(tmp_path, template)))


def test_what_is_allowed_of_a_path_says_nothing_of_the_disk(tmp_path: Path) -> None:
    template = "{{ spec.file.name }} {{ spec.file.stem }} {{ spec.slug }} {{ spec.title.upper() }}"
    assert page(audience(tmp_path, template)) == (
        "canal-treaty-2031.yaml canal-treaty-2031 canal-treaty-2031 "
        "THE CANAL TREATY BEFORE ITS RENEWAL"
    )


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ brief.isues }}", ":1: a Brief has no attribute 'isues'; did you mean 'issues'? "
         "(there are: issues, assessed, audience, citations, evidence,"),
        ("{% for q in brief.key_points %}\n{{ q.hodler }}{% endfor %}", ":2: a Quotation has no "
         "attribute 'hodler'; did you mean 'holder'? (there are: holder, role, by, citation,"),
        ("{{ labels.key_pionts }}", "no attribute 'key_pionts'; did you mean 'key_points'?"),
        ("{{ evidence.spec.titel }}", "a BriefSpec has no attribute 'titel'; did you mean 'title'"),
        ("{{ breif }}", "'breif' is undefined; did you mean 'brief'? (there are: brief, biblio"),
        ("{{ spec.title | uper }}", ":1: there is no filter 'uper'; did you mean 'upper'?"),
        ("{{ spec is strng }}", ":1: there is no test 'strng'; did you mean 'string'?"),
        ("{% include 'sections/isues.html.j2' %}", ":1: there is no template "
         "'sections/isues.html.j2'; did you mean 'sections/issues.html.j2'?"),
        ("{% from 'macros.html.j2' import quotaton with context %}{{ quotaton(1) }}",
         ":1: macros.html.j2 has no macro 'quotaton'; did you mean 'quotation'?"),
        ("{% from 'macros.html.j2' import holder %}\n{{ holder(brief.key_points[0]) }}",
         "'told' is undefined here: write “with context” after the import"),
        ("{{ brief.issues[0] }}", "an IssueSection is no text; print one of agreements, changes"),
        ("{{ spec.file.parent }}", "is unsafe; there are: name, stem, suffix"),
        ("{{ labels['nots'] }}", "no attribute 'nots'; did you mean 'notes'?"),
        ("{% if %}", ":1: Expected an expression, got 'end of statement block'"),
        ("{{ brief.key_points[9].text }}", ":1: "),
    ],
)  # fmt: skip
def test_fault_names_the_nearest_and_what_there_is(
    tmp_path: Path, template: str, told: str
) -> None:
    assert told in fault(audience(tmp_path, template))


@pytest.mark.parametrize(
    "name", ["../../secret.txt", "/etc/passwd", "sections/../../../secret.txt", "..\\secret.txt"]
)
def test_include_does_not_leave_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    escaped = name.replace("\\", "\\\\")
    said = fault(audience(tmp_path, f"{{% include '{escaped}' ignore missing %}}"))
    assert "leads out of the audience's folder; put a copy there" in said


@pytest.mark.parametrize("link", ["brief.html.j2", "brief.css", "sections/colophon.html.j2"])
def test_link_out_of_the_folder_is_not_followed(tmp_path: Path, link: str) -> None:
    (tmp_path / "secret.txt").write_text("a secret")
    profile = audience(tmp_path, "{% extends 'base/brief.html.j2' %}")
    place = profile.folders[0] / link
    place.unlink(missing_ok=True)
    place.symlink_to(tmp_path / "secret.txt")
    assert f"{place}: is a link that leads out of the audience's folder" in fault(profile)


def test_link_within_the_folder_is_a_file_like_others(tmp_path: Path) -> None:
    profile = audience(tmp_path, "{% include 'b.j2' %}", a_j2="one text")
    (profile.folders[0] / "b.j2").symlink_to("a.j2")
    assert page(profile) == "one text"


def test_folder_that_is_itself_a_link_is_a_folder(tmp_path: Path) -> None:
    made = audience(tmp_path / "shared", "{{ spec.slug }}")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "ours").symlink_to(made.folders[0])
    assert page(load_profile("ours", [tmp_path / "templates"])) == "canal-treaty-2031"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"x" * 300_000, "more than 200,000 bytes"), (b"\xff\xfe", "save it as UTF-8")],
)
def test_template_that_is_none(tmp_path: Path, content: bytes, told: str) -> None:
    assert told in fault(audience(tmp_path, "{% include 'a.j2' %}", a_j2=content))


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("p { } </style><script>alert(1)</script>", "must not hold '</'"),
        ("p { } <!-- ", "must not hold '</' or '<!--'"),
        ('p { }\n@import "https://example.org/x.css";', ":2: “@import"),
        ("@IMPORT url(x.css);", "asks for another file"),
        ("\n\np { background: url(http://example.org/x.png) }", ":3: “url(http://example.org/x"),
        ("p { background: url( 'file:///etc/passwd' ) }", "asks for another file"),
        ("p { background: u\\72l(//example.org/x.png) }", "asks for another file"),
        ("p { background: \\75 rl(//example.org/x.png) }", "asks for another file"),
        ("@\\69mport 'x.css';", "asks for another file"),
        ("@font-face { src: url(x.woff2) }", "asks for another file"),
        ("p { background: image-set('x.png' 1x) }", "asks for another file"),
        ("/* a comment */ p { background: url(x.png) }", "asks for another file"),
        ("/* an open comment */ */ p { background: URL(x.png) /*", "asks for another file"),
        ('p::before { content: "/*" } p { background: url(x.png) }', ": “url(x.png) }” asks"),
        ("p::before { content: '/*' }\np { background: url(x.png) } /**/", ":2: “url(x.png) }"),
        ('p::before { content: "/* }\np { background: url(x.png) }', ":2: “url(x.png) }"),
        ("a\\\" { content: '/*' } p { background: url(x.png) }", "asks for another file"),
        ('a\\" { content: "/*" } p { background: url(x.png) }', "asks for another file"),
        ("p { background: url(data:,/*) } b { background: url(x.png) }", "asks for another file"),
        ('p { background: url(data:,"); y: "/*"; background: url(x.png) /**/ }', "asks for ano"),
        ("p { background: src(var(--ink)) }", "asks for another file"),
        ("p { background: -webkit-image-set('x.png' 1x) }", "asks for another file"),
        ("@media screen { p { b: f(g[url(x.png)]) } }", "“url(x.png)]) } }” asks"),
    ],
)
def test_style_that_asks_for_another_file_is_refused(tmp_path: Path, css: str, told: str) -> None:
    said = fault(audience(tmp_path, "{{ css }}", brief_css=css))
    assert "brief.css" in said and told in said


@pytest.mark.parametrize(
    "css",
    ["/* no url(x) here */ p { color: red }", "p { background: url(#a) }",
     "p { background: url(data:image/png;base64,AA==) }", "p::before { content: '\\2014 ' }",
     "p { background: url( \"data:image/png;base64,AA==\" ) }", ".curl { color: red }",
     "p::before { content: 'no url(x) here /*' }", "/* it's no url(x) */ p { color: red }"],
)  # fmt: skip
def test_style_that_is_whole_is_taken_as_it_stands(tmp_path: Path, css: str) -> None:
    assert page(audience(tmp_path, "{{ css }}", brief_css=css)).endswith(css)


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("\np { color: var(--acent) }", ":2: there is no token 'acent'; did you mean 'accent'?"),
        ("p { color: var( --house ) }", ":1: there is no token 'house' (there are: "),
        ("p { color: red", "has 1 { and 0 }"),
        ("p { color: red }}", "has 1 { and 2 }"),
    ],
)
def test_style_that_a_browser_would_not_understand_is_told(
    tmp_path: Path, css: str, told: str
) -> None:
    said = fault(audience(tmp_path, "{{ css }}", brief_css=css))
    assert "brief.css" in said and told in said


@pytest.mark.parametrize(
    "css",
    [":root { --house: red } p { color: var(--house) }", "p { color: var(--acent, red) }",
     "/* var(--acent) { */ p { color: var(--ink) }", "p::before { content: '{ var(--acent)' }"],
)  # fmt: skip
def test_tokens_that_are_set_or_need_not_be_are_taken(tmp_path: Path, css: str) -> None:
    assert page(audience(tmp_path, "{{ css }}", brief_css=css)).endswith(css)


def test_token_that_asks_for_another_file_is_refused(tmp_path: Path) -> None:
    profile = audience(tmp_path, "{{ css }}")
    asking = replace(profile, tokens={"accent": "url(https://example.org/x.png)"})
    assert "ours: the token accent: “url(https" in fault(asking)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT src=//example.org/x.js></SCRIPT>", "<SCRIPT src=//example.org/x.js>"),
        ("<img src='http://example.org/x.png'>", "<img src='http://example.org/x.png'>"),
        ("<img alt='>' src=x.png>", "<img alt='>' src=x.png>"),
        ("<img srcset='data:image/png;base64,AA== 1x, x.png 2x'>", "<img srcset="),
        ("<link rel=stylesheet href=x.css>", "<link rel=stylesheet"),
        ("<iframe src=x></iframe>", "<iframe src=x>"),
        ("<object data=x.svg></object>", "<object"),
        ("<base href='http://example.org/'>", "<base"),
        ("<meta http-equiv=refresh content='0; url=http://example.org/'>", "<meta"),
        ("<p onclick=alert(1)>x</p>", "<p onclick=alert(1)>"),
        ("<a href='javascript:alert(1)'>x</a>", "<a href='java"),
        ("<a href='&#106;avascript:alert(1)'>x</a>", "<a href="),
        ("<p style='background: url(http://example.org/x.png)'>x</p>", "<p style="),
        ("<style>p { background: url(//example.org/x.png) }</style>", "url(//example.org/x.png)"),
        ("<svg><image href='http://example.org/x.png'/></svg>", "<image href="),
        ("<svg><use xlink:href='x.svg#a'/></svg>", "<use xlink:href="),
        ("<svg><style><img src=x.png></style></svg>", "<img src=x.png>"),
        ("<!--><img src=x.png>-->", "<img src=x.png>"),
        ("<video poster=x.png></video>", "<video"),
        ("<form action='http://example.org/'></form>", "<form"),
    ],
)
def test_what_runs_or_loads_something_is_seen(markup: str, told: str) -> None:
    assert (asked_by_page(f"<p>x</p>{markup}") or "").startswith(told)


@pytest.mark.parametrize("markup", ["<SCRIPT src=x></SCRIPT>", "<img src={{ spec.slug }}.png>"])
def test_page_that_runs_or_loads_something_is_refused(tmp_path: Path, markup: str) -> None:
    """The HTML as well as the PDF is one file, whatever a desk's template writes into it."""
    template = f"{{% extends 'base/brief.html.j2' %}}{{% block head %}}\n{markup}{{% endblock %}}"
    profile = audience(tmp_path, template)
    said = fault(profile)
    assert said.startswith(f"{profile.folders[0]}/brief.html.j2:2: “{markup[:5]}")
    assert "runs a script or loads from elsewhere" in said and "delete it" in said


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='data:image/png;base64,AA==' alt=x>",
        "<a href='https://example.org/'>x</a> <a href='#top'>x</a> <a href='mailto:a@b.c'>x</a>",
        "<svg><use href='#a'/><path fill='url(#a)' d='M0 0'/></svg>",
        "<p style='color: red' data-src='x'>&lt;script> onclick=</p>",
        "<style>p { background: url(#a) }</style><!-- a comment -->",
    ],
)
def test_page_that_is_whole_is_taken(markup: str) -> None:
    assert asked_by_page(markup) is None


@pytest.mark.parametrize("name", ["minister", "legislator", "press", "analyst", "public"])
def test_shipped_pages_ask_for_nothing(name: str) -> None:
    made = canal.brief(name)
    assert asked_by_page(render_html(made, canal.citations(made))) is None


class Markup(HTMLParser):
    """The elements and the attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize(
    "text",
    [
        "<style>body { display: none }</style>",
        "</title></style><script>alert(1)</script>",
        "} body { display: none } @import url(http://example.org/x.css); /*",
        '" onload="alert(1)" x="',
        "' onload='alert(1)",
        "{{ spec.file }}{% include '/etc/passwd' %}{# x",
        "<!-- <img src=http://example.org/x.png> --",
    ],
)
def test_markup_and_css_in_a_text_print_as_text(text: str) -> None:
    """In titles, in what a source says, and in every name; the page has no element more."""
    made = canal.brief("analyst", title=text, standfirst=text, series=text, handling=text)
    first = made.issues[0]
    said = replace(first.quotations[0], text=text, holder=text, role=text, by=(text,))
    hostile = replace(first, title=text, question=text, note=text, quotations=(said,))
    plain = Markup(render_html(replace(made, issues=(first, *made.issues[1:])), PLAIN))
    printed = render_html(replace(made, issues=(hostile, *made.issues[1:])), PLAIN)
    told = Markup(printed)
    assert set(told.elements) == set(plain.elements) and "script" not in told.elements
    assert told.elements.count("style") == 1 and told.attributes == plain.attributes
    assert "onload" not in told.attributes
    assert runs(printed).count(text) >= 4


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ spec.title | safe }}", "&lt;b&gt;Canals&lt;/b&gt; &amp; &#34;locks&#34;"),
        ("{{ '\"Garamond\", serif' | safe }}", '"Garamond", serif'),
        ("{{ css | safe | length > 99 }}", "True"),
        ("{% autoescape true %}{{ spec.title }}{% endautoescape %}",
         "&lt;b&gt;Canals&lt;/b&gt; &amp; &#34;locks&#34;"),
        ("{% import 'macros.html.j2' as m with context %}{{ m.arrow('<') | length > 9 }}", "True"),
        ("{% set x %}{{ spec.title }}{% endset %}{{ x }}",
         "&lt;b&gt;Canals&lt;/b&gt; &amp; &#34;locks&#34;"),
    ],
)  # fmt: skip
def test_nothing_turns_escaping_off(tmp_path: Path, template: str, printed: str) -> None:
    made = canal.brief("analyst", title='<b>Canals</b> & "locks"')
    assert render_html(replace(made, audience=audience(tmp_path, template)), PLAIN) == printed


@pytest.mark.parametrize("off", ["false", "brief.pages", "not true"])
def test_escaping_that_is_turned_off_is_refused(tmp_path: Path, off: str) -> None:
    said = fault(audience(tmp_path, f"\n{{% autoescape {off} %}}x{{% endautoescape %}}"))
    assert "brief.html.j2:2: autoescape stays on" in said


def test_own_template_prints_what_a_shipped_one_prints(tmp_path: Path) -> None:
    """Though it runs in a process of its own."""
    made = canal.brief("analyst")
    shipped = render_html(made, canal.citations(made))
    profile = audience(tmp_path, "{% extends 'base/brief.html.j2' %}")
    own = render_html(replace(made, audience=profile), canal.citations(made))
    assert own == shipped.replace('class="analyst ', 'class="ours ').replace(
        "-analyst.pdf", "-ours.pdf"
    )


def test_process_that_dies_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "joined", lambda *_: os._exit(3))
    assert "ended without an answer" in fault(audience(tmp_path, "x"))


def test_nothing_is_left_of_a_process(tmp_path: Path, tight: None) -> None:
    """No child, and no open file."""
    profile = audience(tmp_path, "{{ 'x' * 10**9 }}")
    before = len(list(OPEN.iterdir())), children()
    fault(profile)
    assert (len(list(OPEN.iterdir())), children()) == before


def children() -> set[str]:
    """The processes that this one has started; a pandoc may be among them."""
    listed = (f.read_text().split() for f in Path("/proc/self/task").glob("*/children"))
    return {child for some in listed for child in some}
