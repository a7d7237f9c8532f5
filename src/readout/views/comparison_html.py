"""A comparison as one HTML file that needs nothing else, fit to print."""

from html import escape
from importlib.resources import files
from string import Template

from readout.views.comparison import Column, ComparisonPage, Line, ShareLine, Source, Square, Stretch, Words

_HUES = 6


def render_comparison_html(page: ComparisonPage) -> str:
    """The comparison, then the texts with every point's words marked: a cell's words lead to their place in the text.

    All of the pages' own characters are escaped; the file loads nothing and runs no script.
    """
    assets = files("readout.views").joinpath("static")
    return Template(assets.joinpath("comparison.html").read_text(encoding="utf-8")).substitute(
        title=escape(page.title),
        style=assets.joinpath("comparison.css").read_text(encoding="utf-8"),
        heads="".join(_head(column, n) for n, column in enumerate(page.columns)),
        facts="".join(
            f'<tr class="{"same" if fact.same else "differ"}"><th scope="row">{escape(fact.name)}</th>'
            + "".join(f"<td>{escape(value) or _NONE}</td>" for value in fact.values)
            + "</tr>"
            for fact in (*page.facts,)
        )
        + _evaluations(page),
        lines="".join(_line(line, page) for line in page.lines),
        shares="".join(_share(share) for share in page.shares),
        sources="".join(_source(source) for source in page.sources),
    )


_NONE = '<span class="none">–</span>'


def _head(column: Column, number: int) -> str:
    told = "".join(
        f"<li>{escape(name)} <span>{escape(telling)}</span></li>"
        for name, telling in dict.fromkeys((name, telling) for name, telling, _ in column.tellers)
    )
    first = " (first)" if column.first else ""
    published = f"<p>{escape(column.published)}{first}</p>" if column.published else ""
    return (
        f'<th scope="col" class="c{number % _HUES}"><b>{escape(column.name)}</b><ul>{told}</ul>{published}'
        f"<p>{column.length:,} characters, {column.points} points</p></th>"
    )


def _evaluations(page: ComparisonPage) -> str:
    if not any(column.evaluations for column in page.columns):
        return ""
    cells = "".join(f"<td>{escape(', '.join(c.evaluations)) or _NONE}</td>" for c in page.columns)
    return f'<tr><th scope="row">called it</th>{cells}</tr>'


def _line(line: Line, page: ComparisonPage) -> str:
    cells = "".join(_square(square, number) for number, square in enumerate(line.squares))
    topics = " ".join(f"<span>{escape(topic)}</span>" for topic in line.topics)
    name = escape(line.id)
    row = (
        f'<tr id="{name}" class="point {line.kind.replace(" ", "-")}"><th scope="row"><b>{name}</b>'
        f'<i>{escape(line.kind)}</i><div class="topics">{topics}</div></th>{cells}</tr>'
    )
    if not line.differences:
        return row
    notes = "".join(f"<li>{escape(told)}</li>" for told in line.differences)
    return f'{row}<tr class="notes"><td></td><td colspan="{len(page.columns)}"><ul>{notes}</ul></td></tr>'


def _square(square: Square, number: int) -> str:
    if square.says == "silent":
        return f'<td class="silent">{_NONE}</td>'
    said = f"<em>{escape(square.says)}</em>" if square.says != "says" else ""
    words = "".join(_words(words) for words in square.words)
    return f'<td class="c{number % _HUES} {square.says.replace(" ", "-")}">{said}{words}</td>'


def _words(words: Words) -> str:
    speaker = f'<span class="speaker">{escape(words.speaker)}:</span> ' if words.speaker else ""
    name = escape(words.id, quote=True)
    place = f"characters {words.start}–{words.stop}"
    return f'<p>{speaker}<a href="#{name}" title="{place}"><q>{escape(words.quote)}</q></a></p>'


def _share(share: ShareLine) -> str:
    cells = "".join(
        f'<td>{rank}. <meter min="0" max="100" value="{percent}"></meter> {percent} %</td>'
        if rank
        else f"<td>{_NONE}</td>"
        for rank, percent in zip(share.ranks, share.percents, strict=True)
    )
    return f'<tr><th scope="row">{escape(share.topic)}</th>{cells}</tr>'


def _source(source: Source) -> str:
    facts = " · ".join(escape(fact) for fact in (source.outlet, source.published, source.language) if fact)
    text = "".join(f"<p>{''.join(_stretch(s) for s in paragraph)}</p>" for paragraph in source.paragraphs)
    language = escape(source.language, quote=True)
    return (
        f'<section class="source"><h3 lang="{language}">{escape(source.title)}</h3><p class="facts">{facts}</p>'
        f'<article lang="{language}">{text}</article></section>'
    )


def _stretch(stretch: Stretch) -> str:
    if not stretch.point:
        return escape(stretch.text)
    name = escape(stretch.point, quote=True)
    return f'<mark id="{name}" class="c{stretch.column % _HUES}">{escape(stretch.text)}</mark>'
