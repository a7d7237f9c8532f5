"""Readings as one HTML file that needs nothing else: the text with its statements and contacts marked."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from string import Template

from readout.model import Reading, Unreadable
from readout.views.marks import Mark, Paragraph, Part, Stretch, cut_text
from readout.views.report import (
    ContactRow,
    Furniture,
    Quote,
    Report,
    StatementRow,
    flatten,
    make_report,
    name_language,
)

# speakers take these hues in turn (reading.css gives the degrees)
_HUES = 8


def render_html(rows: Sequence[Reading | Unreadable]) -> str:
    """One self-contained page: every row in order, and a list of them on top where there are several.

    All of the pages' own characters are escaped; the file loads nothing and runs only its own script, which its
    content security policy names by hash.
    """
    style, script = _asset("reading.css"), _asset("reading.js")
    sections = [
        _unreadable(row, number) if isinstance(row, Unreadable) else _reading(row, number)
        for number, row in enumerate(rows, 1)
    ]
    return Template(_asset("page.html")).substitute(
        title=escape(_name(rows[0]) if len(rows) == 1 else f"{len(rows)} pages"),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style=style,
        script=script,
        contents=_contents(rows) if len(rows) > 1 else "",
        sections="\n".join(sections),
    )


def render_section(reading: Reading, number: int = 1) -> str:
    """One reading as the part of a page; its style and script are ``static/reading.css`` and ``static/reading.js``."""
    return _reading(reading, number)


def _asset(name: str) -> str:
    return files("readout.views").joinpath("static", name).read_text(encoding="utf-8")


def _name(row: Reading | Unreadable) -> str:
    return (row.article.title if isinstance(row, Reading) else "") or row.id


def _contents(rows: Iterable[Reading | Unreadable]) -> str:
    entries = "".join(
        f'<li><a href="#r{number}">{escape(_name(row))}</a></li>' for number, row in enumerate(rows, 1)
    )
    return f'<nav class="contents" aria-label="Pages"><ol>{entries}</ol></nav>'


def _unreadable(row: Unreadable, number: int) -> str:
    return (
        f'<section class="reading unreadable" id="r{number}"><header><h1>{escape(row.id)}</h1>'
        f"<p>{escape(row.reason)}</p></header></section>"
    )


def _reading(reading: Reading, number: int) -> str:
    report = make_report(reading)
    section = _Section(report, f"r{number}")
    text = "".join(section.paragraph(paragraph) for paragraph in cut_text(reading))
    language = escape(report.language, quote=True)
    return (
        f'<section class="reading" id="r{number}">{_header(report)}'
        f'<div class="columns"><article class="text" lang="{language}">{text}</article>'
        f'<aside class="panel" aria-label="Statements and contacts">{section.panel()}</aside></div></section>'
    )


def _header(report: Report) -> str:
    names = dict.fromkeys(name for name in (report.outlet, report.origin) if name)
    outlets = ' <span class="arrow" title="written by">←</span> '.join(
        f"<span>{escape(name)}</span>" for name in names
    )
    facts = [
        outlets,
        escape(report.author),
        f"<time>{escape(report.published)}</time>" if report.published else "",
        escape(name_language(report)),
        f"{report.characters:,} characters",
        _link(report.url),
    ]
    items = "".join(f"<li>{fact}</li>" for fact in facts if fact)
    switches = "".join(
        f'<label><input type="checkbox" data-show="{name}"{checked}><span>{words}</span></label>'
        for name, words, checked in (
            ("statements", f"Statements <b>{report.statement_count}</b>", " checked"),
            ("contacts", f"Contacts <b>{len(report.contacts)}</b>", " checked"),
            ("names", "Names and amounts", ""),
            ("furniture", "Left out", " checked"),
        )
    )
    title = escape(report.title or report.id)
    language = escape(report.language, quote=True)
    return (
        f'<header><h1 lang="{language}">{title}</h1><ul class="facts">{items}</ul>'
        f'<div class="switches" role="group" aria-label="Show">{switches}</div></header>'
    )


def _link(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return escape(url)
    address = escape(url, quote=True)
    return f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>'


class _Section:
    """One reading's marked text and its cards, which share ids and the speakers' hues."""

    def __init__(self, report: Report, prefix: str) -> None:
        self._report = report
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
            label = escape(kind.replace("_", " "), quote=True)
            return f'<p class="furniture" data-kind="{label}">{parts}</p>'
        return f"<h2>{parts}</h2>" if kind in ("heading", "title") else f"<p>{parts}</p>"

    def panel(self) -> str:
        """The cards of all contacts and statements, the latter by speaker, and what was left out."""
        report = self._report
        contacts = "".join(self._contact_card(row) for row in report.contacts)
        voices = "".join(
            f'<section class="voice h{self._hues[_speaker(voice.statements[0])]}">'
            f'<h3 lang="{escape(report.language)}">{escape(voice.speaker)}</h3>'
            + "".join(self._statement_card(row) for row in flatten(voice.statements))
            + "</section>"
            for voice in report.voices
        )
        parts = [
            f"<h2>Contacts</h2>{contacts}" if contacts else "",
            f"<h2>Statements</h2>{voices}" if voices else '<p class="none">No statements on this page.</p>',
            _furniture(report.furniture),
        ]
        return "".join(parts)

    def _part(self, part: Part) -> str:
        inner = "".join(self._stretch(stretch) for stretch in part.stretches)
        return f'<span class="dateline">{inner}</span>' if part.kind in ("dateline", "byline") else inner

    def _stretch(self, stretch: Stretch) -> str:
        text = escape(stretch.text)
        if not stretch.marks:
            return text
        statements = [mark for mark in stretch.marks if mark.role in ("content", "source", "cue")]
        contacts = [mark for mark in stretch.marks if mark.role in ("trigger", "evidence")]
        classes: list[str] = [
            mark.role for mark in stretch.marks if mark.role in ("mention", "amount", "title", "trigger")
        ]
        attributes = ""
        if statements:
            inner = max(statements, key=lambda mark: (mark.depth, mark.role != "content"))
            classes += ["said", inner.role, self._hue(inner), f"d{min(inner.depth, 3)}"]
            if outer := [mark for mark in statements if mark.depth < inner.depth]:
                classes.append(self._hue(outer[-1]).replace("h", "o"))
            around = sorted(dict.fromkeys((mark.depth, mark.row) for mark in statements))
            attributes += f' data-s="{escape(" ".join(row for _, row in around), quote=True)}"'
        if contacts:
            rows = " ".join(dict.fromkeys(mark.row for mark in contacts))
            attributes += f' data-c="{escape(rows, quote=True)}"'
        names = [mark.row for mark in stretch.marks if mark.role in ("mention", "amount")]
        if names:
            attributes += f' title="{escape(names[-1], quote=True)}"'
        attributes += self._button(stretch)
        return f'<span class="{" ".join(dict.fromkeys(classes))}"{attributes}>{text}</span>'

    def _button(self, stretch: Stretch) -> str:
        """What makes the first characters of a cue or a trigger the button of their row."""
        for mark in reversed(stretch.marks):
            if mark.first and mark.span.start == stretch.span.start:
                label = escape(self._label(mark), quote=True)
                return f' role="button" tabindex="0" data-pick="{escape(mark.row, quote=True)}" aria-label="{label}"'
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
            ("speaker", escape(row.speaker)),
            ("source", _words(row.source)),
            ("cue", _words(row.cue)),
            ("act", escape(row.act)),
            ("form", escape(row.form)),
            ("channel", escape(row.channel)),
            ("to", escape(row.to)),
            ("when", _when(row.when, row.when_phrase)),
            ("inside", self._pick(row.via)),
            ("contains", " ".join(self._pick(nested.id) for nested in row.nested)),
            ("rule", f"<code>{escape(row.rule)}</code>" if row.rule else ""),
            ("characters", _positions(row.content)),
        ]
        if row.source.text == row.speaker:
            fields.pop(1)
        marks = " · ".join(filter(None, (row.act, row.channel if row.channel != "unknown" else "")))
        via = f'<span class="via">via {escape(row.via_speaker)}</span>' if row.via else ""
        name = f'<b lang="{escape(self._report.language)}">{escape(_speaker(row))}</b> ' if row.via else ""
        summary = (
            f'<span class="id">{escape(row.id)}</span><span class="line">{name}{_words(row.cue)}'
            f' <span class="start">{_words(row.content[0])}</span></span>'
            f'<span class="tags">{via}<span class="act {escape(row.act)}">{escape(marks)}</span></span>'
        )
        hue = self._hues[_speaker(row)]
        return self._card(row.id, summary, words, fields, f"statement h{hue} d{min(row.depth, 3)}")

    def _contact_card(self, row: ContactRow) -> str:
        parties = escape(", ".join(row.parties))
        fields = [
            ("type", escape(row.type)),
            ("parties", parties),
            ("when", _when(row.when, row.when_phrase)),
            ("place", escape(row.place)),
            ("how long", _when(row.duration, row.duration_phrase)),
            ("initiator", escape(row.initiator)),
            ("status", escape(row.status)),
            ("topics", "<br>".join(_words(topic) for topic in row.topics)),
            ("rule", f"<code>{escape(row.rule)}</code>" if row.rule else ""),
            ("characters", _positions((row.trigger,))),
        ]
        summary = (
            f'<span class="id">{escape(row.id)}</span><span class="line"><b>{escape(row.type)}</b> {parties}</span>'
            f'<span class="tags"><span class="status {escape(row.status)}">{escape(row.status)}</span></span>'
        )
        words = f'<q class="words">{_words(row.trigger)}</q>'
        return self._card(row.id, summary, words, fields, "contact")

    def _card(
        self, row: str, summary: str, words: str, fields: Iterable[tuple[str, str]], classes: str
    ) -> str:
        listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in fields if value)
        name = escape(f"{self._prefix}-{row}", quote=True)
        return (
            f'<details class="card {classes}" id="{name}" data-row="{escape(row, quote=True)}">'
            f'<summary>{summary}</summary><div class="body">{words}<dl>{listed}</dl></div></details>'
        )

    def _pick(self, row: str) -> str:
        if row not in self._rows:
            return ""
        name = escape(row, quote=True)
        return f'<button type="button" data-pick="{name}">{name} {escape(_speaker(self._rows[row]))}</button>'


def _speaker(row: StatementRow) -> str:
    return row.speaker or row.source.text


def _words(quote: Quote) -> str:
    return escape(quote.before + quote.text + quote.after)


def _when(value: str, phrase: str) -> str:
    if not value or not phrase:
        return escape(value)
    return f'{escape(value)} <span class="phrase">{escape(phrase)}</span>'


def _positions(quotes: Iterable[Quote]) -> str:
    return ", ".join(f"{quote.span.start}–{quote.span.stop}" for quote in quotes)


def _furniture(furniture: Iterable[Furniture]) -> str:
    items = "".join(
        f"<li>{escape(kind.kind.replace('_', ' '))} <span>{len(kind.stretches)} · "
        f"{escape(_positions(kind.stretches))}</span></li>"
        for kind in furniture
    )
    return f'<h2>Left out</h2><ul class="left-out">{items}</ul>' if items else ""
