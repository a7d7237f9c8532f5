"""Readings as one HTML file that needs nothing else: the text with its statements and contacts marked."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template

from readout.model import Reading, Span, Unreadable
from readout.views.marks import Mark, Paragraph, Part, Stretch, cut_text
from readout.views.report import (
    ContactRow,
    Quote,
    Report,
    StatementRow,
    flatten,
    make_report,
    name_language,
)
from readout.views.screens import Screen, cut_reading
from readout.views.shown import cut_words, show_odd

Label = Callable[[str], str]
_LONGEST_QUOTE = 1500
# speakers take these hues in turn (reading.css gives the degrees)
_HUES = 8


def render_html(rows: Sequence[Reading | Unreadable]) -> str:
    """One self-contained page: every row in order, and a list of them on top where there are several.

    All of the pages' own characters are escaped; the file loads nothing and runs only its own script, which its
    content security policy names by hash.
    """
    style, script = _asset("reading.css"), _asset("reading.js")
    sections = [
        _unreadable(row, number) if isinstance(row, Unreadable) else render_section(row, number)
        for number, row in enumerate(rows, 1)
    ]
    return Template(_asset("page.html")).substitute(
        title=_escape(_name(rows[0]) if len(rows) == 1 else f"{len(rows)} pages"),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style=style,
        script=script,
        contents=_contents(rows) if len(rows) > 1 else "",
        sections="\n".join(sections),
    )


def render_section(
    reading: Reading,
    number: int = 1,
    *,
    label: Label = str,
    links: Mapping[str, str] | None = None,
    screen: Screen | None = None,
    at: Span | None = None,
) -> str:
    """One reading as the part of a page; its style and script are ``static/reading.css`` and ``static/reading.js``.

    ``label`` says the section's own words and the values of cells in a reader's language; ``links`` are addresses of rows,
    by the row's id, which its card leads to; of a long text a ``screen`` is shown; ``at`` are characters to be sent to
    (``#at``). Long quotes in cards are cut.
    """
    window = Span(screen.start, screen.stop) if screen and not screen.is_whole else None
    cut = cut_reading(reading, screen) if screen else reading
    report = make_report(cut)
    section = _Section(report, f"r{number}", label, links or {})
    text = "".join(section.paragraph(paragraph) for paragraph in cut_text(cut, window=window, at=at))
    language = _escape(report.language)
    aside = _escape(label("statements and contacts"))
    return (
        f'<section class="reading" id="r{number}">{_header(report, label)}'
        f'<div class="columns"><article class="text" lang="{language}">{text}</article>'
        f'<aside class="panel" aria-label="{aside}">{section.panel()}</aside></div></section>'
    )


def _asset(name: str) -> str:
    return files("readout.views").joinpath("static", name).read_text(encoding="utf-8")


def _name(row: Reading | Unreadable) -> str:
    return (row.article.title if isinstance(row, Reading) else "") or row.id


def _contents(rows: Iterable[Reading | Unreadable]) -> str:
    entries = "".join(
        f'<li><a href="#r{number}">{_escape(_name(row))}</a></li>' for number, row in enumerate(rows, 1)
    )
    return f'<nav class="contents" aria-label="Pages"><ol>{entries}</ol></nav>'


def _unreadable(row: Unreadable, number: int) -> str:
    return (
        f'<section class="reading unreadable" id="r{number}"><header><h1>{_escape(row.id)}</h1>'
        f"<p>{_escape(row.reason)}</p></header></section>"
    )


def _header(report: Report, label: Label) -> str:
    names = dict.fromkeys(name for name in (report.outlet, report.origin) if name)
    written = _escape(label("written by"))
    outlets = f' <span class="arrow" title="{written}">←</span> '.join(
        f"<span>{_escape(name)}</span>" for name in names
    )
    facts = [
        outlets,
        _escape(report.author),
        f"<time>{_escape(report.published)}</time>" if report.published else "",
        _escape(name_language(report)),
        f"{report.characters:,} {_escape(label('characters'))}",
        _link(report.url),
    ]
    items = "".join(f"<li>{fact}</li>" for fact in facts if fact)
    switches = "".join(
        f'<label><input type="checkbox" data-show="{name}"{checked}><span>{words}</span></label>'
        for name, words, checked in (
            ("statements", f"{_escape(label('Statements'))} <b>{report.statement_count}</b>", " checked"),
            ("contacts", f"{_escape(label('Contacts'))} <b>{len(report.contacts)}</b>", " checked"),
            ("names", _escape(label("Names and amounts")), ""),
            ("furniture", _escape(label("Left out")), " checked"),
        )
    )
    title = _escape(report.title or report.id)
    language = _escape(report.language)
    return (
        f'<header><h1 lang="{language}">{title}</h1><ul class="facts">{items}</ul>'
        f'<div class="switches" role="group" aria-label="{_escape(label("Show"))}">{switches}</div></header>'
    )


def _link(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return _escape(url)
    address = _escape(url)
    return f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>'


class _Section:
    """One reading's marked text and its cards, which share ids and the speakers' hues."""

    def __init__(self, report: Report, prefix: str, label: Label, links: Mapping[str, str]) -> None:
        self._report = report
        self._label_of = label
        self._links = links
        self._is_at_marked = False
        self._prefix = prefix
        self._rows = {row.id: row for voice in report.voices for row in flatten(voice.statements)}
        speakers = dict.fromkeys(_speaker(row) for row in self._rows.values())
        self._hues = {speaker: number % _HUES for number, speaker in enumerate(speakers)}
        self._contacts = {row.id: row for row in report.contacts}

    def paragraph(self, paragraph: Paragraph) -> str:
        """One line of the text as HTML; furniture says its kind."""
        kind = paragraph.kind
        parts = " ".join(self._part(part) for part in paragraph.parts)
        if paragraph.parts[-1].is_furniture:
            label = self._say(kind.replace("_", " "))
            return f'<p class="furniture" data-kind="{label}">{parts}</p>'
        return f"<h2>{parts}</h2>" if kind in ("heading", "title") else f"<p>{parts}</p>"

    def panel(self) -> str:
        """The cards of all contacts and statements, the latter by speaker, and what was left out."""
        report = self._report
        contacts = "".join(self._contact_card(row) for row in report.contacts)
        voices = "".join(
            f'<section class="voice h{self._hues[_speaker(voice.statements[0])]}">'
            f'<h3 lang="{_escape(report.language)}">{_escape(voice.speaker)}</h3>'
            + "".join(self._statement_card(row) for row in flatten(voice.statements))
            + "</section>"
            for voice in report.voices
        )
        parts = [
            f"<h2>{self._say('Contacts')}</h2>{contacts}" if contacts else "",
            f"<h2>{self._say('Statements')}</h2>{voices}"
            if voices
            else f'<p class="none">{self._say("No statements on this page.")}</p>',
            self._furniture(),
        ]
        return "".join(parts)

    def _say(self, words: str) -> str:
        return _escape(self._label_of(words))

    def _part(self, part: Part) -> str:
        inner = "".join(self._stretch(stretch) for stretch in part.stretches)
        return f'<span class="dateline">{inner}</span>' if part.kind in ("dateline", "byline") else inner

    def _stretch(self, stretch: Stretch) -> str:
        text = _escape(stretch.text)
        if not stretch.marks:
            return text
        statements = [mark for mark in stretch.marks if mark.role in ("content", "source", "cue")]
        contacts = [mark for mark in stretch.marks if mark.role in ("trigger", "evidence")]
        classes: list[str] = [
            mark.role
            for mark in stretch.marks
            if mark.role in ("mention", "amount", "title", "trigger", "at")
        ]
        attributes = ""
        if "at" in classes and not self._is_at_marked:
            self._is_at_marked = True
            attributes = ' id="at"'
        if statements:
            inner = max(statements, key=lambda mark: (mark.depth, mark.role != "content"))
            classes += ["said", inner.role, self._hue(inner), f"d{min(inner.depth, 3)}"]
            if outer := [mark for mark in statements if mark.depth < inner.depth]:
                classes.append(self._hue(outer[-1]).replace("h", "o"))
            around = sorted(dict.fromkeys((mark.depth, mark.row) for mark in statements))
            attributes += f' data-s="{_escape(" ".join(row for _, row in around))}"'
        if contacts:
            rows = " ".join(dict.fromkeys(mark.row for mark in contacts))
            attributes += f' data-c="{_escape(rows)}"'
        names = [mark.row for mark in stretch.marks if mark.role in ("mention", "amount")]
        if names:
            attributes += f' title="{_escape(names[-1])}"'
        attributes += self._button(stretch)
        return f'<span class="{" ".join(dict.fromkeys(classes))}"{attributes}>{text}</span>'

    def _button(self, stretch: Stretch) -> str:
        """What makes the first characters of a cue or a trigger the button of their row."""
        for mark in reversed(stretch.marks):
            if mark.first and mark.span.start == stretch.span.start:
                label = _escape(self._label(mark))
                return f' role="button" tabindex="0" data-pick="{_escape(mark.row)}" aria-label="{label}"'
        return ""

    def _label(self, mark: Mark) -> str:
        if mark.role == "trigger":
            contact = self._contacts[mark.row]
            return f"{mark.span and contact.trigger.text}: {contact.type}, {', '.join(contact.parties)}"
        row = self._rows[mark.row]
        return f"{row.cue.text}: {_speaker(row)}, {row.act}"

    def _hue(self, mark: Mark) -> str:
        return f"h{self._hues[_speaker(self._rows[mark.row])]}"

    def _statement_card(self, row: StatementRow) -> str:
        words = "".join(f'<q class="words">{_words(quote)}</q>' for quote in row.content)
        fields = [
            ("speaker", _escape(row.speaker)),
            ("source", _words(row.source)),
            ("cue", _words(row.cue)),
            ("act", self._say(row.act)),
            ("form", self._say(row.form)),
            ("channel", self._say(row.channel)),
            ("to", _escape(row.to)),
            ("when", _when(row.when, row.when_phrase)),
            ("inside", self._pick(row.via)),
            ("contains", " ".join(self._pick(nested.id) for nested in row.nested)),
            ("rule", f"<code>{_escape(row.rule)}</code>" if row.rule else ""),
            ("characters", _positions(row.content)),
        ]
        if row.source.text == row.speaker:
            fields.pop(1)
        known = (row.act, row.channel if row.channel != "unknown" else "")
        marks = " · ".join(self._label_of(word) for word in known if word)
        via = f'<span class="via">{self._say("via")} {_escape(row.via_speaker)}</span>' if row.via else ""
        name = f'<b lang="{_escape(self._report.language)}">{_escape(_speaker(row))}</b> ' if row.via else ""
        summary = (
            f'<span class="id">{_escape(row.id)}</span><span class="line">{name}{_words(row.cue)}'
            f' <span class="start">{_words(row.content[0])}</span></span>'
            f'<span class="tags">{via}<span class="act {_escape(row.act)}">{_escape(marks)}</span></span>'
        )
        hue = self._hues[_speaker(row)]
        return self._card(row.id, summary, words, fields, f"statement h{hue} d{min(row.depth, 3)}")

    def _contact_card(self, row: ContactRow) -> str:
        parties = _escape(", ".join(row.parties))
        fields = [
            ("type", self._say(row.type)),
            ("parties", parties),
            ("when", _when(row.when, row.when_phrase)),
            ("place", _escape(row.place)),
            ("how long", _when(row.duration, row.duration_phrase)),
            ("initiator", _escape(row.initiator)),
            ("status", self._say(row.status)),
            ("topics", "<br>".join(_words(topic) for topic in row.topics)),
            ("rule", f"<code>{_escape(row.rule)}</code>" if row.rule else ""),
            ("characters", _positions((row.trigger,))),
        ]
        summary = (
            f'<span class="id">{_escape(row.id)}</span><span class="line"><b>{self._say(row.type)}</b> {parties}</span>'
            f'<span class="tags"><span class="status {_escape(row.status)}">{self._say(row.status)}</span></span>'
        )
        words = f'<q class="words">{_words(row.trigger)}</q>'
        return self._card(row.id, summary, words, fields, "contact")

    def _card(
        self, row: str, summary: str, words: str, fields: Iterable[tuple[str, str]], classes: str
    ) -> str:
        listed = "".join(f"<dt>{self._say(name)}</dt><dd>{value}</dd>" for name, value in fields if value)
        link = _escape(self._links.get(row, ""))
        more = (
            f'<p class="more"><a class="row-link" href="{link}">{self._say("this row")}</a></p>'
            if link
            else ""
        )
        name = _escape(f"{self._prefix}-{row}")
        return (
            f'<details class="card {classes}" id="{name}" data-row="{_escape(row)}">'
            f'<summary>{summary}</summary><div class="body">{words}<dl>{listed}</dl>{more}</div></details>'
        )

    def _pick(self, row: str) -> str:
        if row not in self._rows:
            return ""
        name = _escape(row)
        return (
            f'<button type="button" data-pick="{name}">{name} {_escape(_speaker(self._rows[row]))}</button>'
        )

    def _furniture(self) -> str:
        items = "".join(
            f"<li>{self._say(kind.kind.replace('_', ' '))} <span>{len(kind.stretches)} · "
            f"{_escape(_positions(kind.stretches))}</span></li>"
            for kind in self._report.furniture
        )
        return f'<h2>{self._say("Left out")}</h2><ul class="left-out">{items}</ul>' if items else ""


def _speaker(row: StatementRow) -> str:
    return row.speaker or row.source.text


def _words(quote: Quote) -> str:
    return _escape(quote.before + cut_words(quote.text, _LONGEST_QUOTE) + quote.after)


def _when(value: str, phrase: str) -> str:
    if not value or not phrase:
        return _escape(value)
    return f'{_escape(value)} <span class="phrase">{_escape(phrase)}</span>'


def _positions(quotes: Iterable[Quote]) -> str:
    return ", ".join(f"{quote.span.start}–{quote.span.stop}" for quote in quotes)


def _escape(text: str) -> str:
    """The text as characters of an HTML page or attribute, none of which acts."""
    return escape(show_odd(text))
