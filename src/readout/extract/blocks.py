"""Blocks: which lines are the story, its headings and its signature, and which are furniture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from readout.extract.datelines import Dateline, find_dateline
from readout.extract.lines import ends_sentence, is_truncated, trim, width
from readout.extract.parts import Part
from readout.extract.signals import Signals
from readout.extract.signatures import mark_signatures
from readout.extract.teasers import SAME_TOPIC, pairs_of, share_of_pairs, split_teasers
from readout.model import Block, BlockKind, Span

_END_MARKS = frozenset({"source_line", "editor_line", "link", "disclaimer", "related", "byline"})
_SUMMARY = 2  # paragraphs of a summary above the signed one
TITLE_WIDTH = 70  # in wide characters
_HEADING_LINES = 3  # more short lines than this in a row are a list, not a heading


@dataclass(frozen=True, slots=True)
class Layout:
    """An article's blocks, the parts that they were made from, and its dateline."""

    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    dateline: Dateline | None


def find_layout(folded: str, parts: list[Part], title: str, signals: Signals) -> Layout:
    """Label every part. ``title`` is the caller's word, "" where there is none; ``folded`` is Signals.fold's."""
    parts = mark_signatures(folded, parts, signals)
    parts = _mark_signature(folded, parts, signals)
    parts = _mark_title(folded, parts, signals.fold(title), signals)
    first = next((i for i, part in enumerate(parts) if part.kind is None and not part.short), len(parts))
    parts = _mark_unmarked_tail(folded, parts, first, signals)
    mark = next((i for i, part in enumerate(parts) if i > first and part.kind in _END_MARKS), len(parts))
    parts = _mark_tail(folded, parts, mark, signals)
    parts = _merge(_mark_story(parts), "related")
    signed, dateline = _find_signed(folded, parts, signals)
    blocks: list[Block] = []
    for part in parts:
        if part is signed and dateline is not None:
            blocks += _part_dateline(folded, part, dateline)
            continue
        kind = part.kind or "body"
        blocks.append(Block(kind=kind, span=Span(part.start, part.stop)))
        if part.title is not None and kind != "title":
            blocks.append(Block(kind="title", span=Span(*part.title)))
    return Layout(tuple(blocks), tuple(parts), dateline)


def _find_signed(folded: str, parts: list[Part], signals: Signals) -> tuple[Part | None, Dateline | None]:
    """The paragraph that a dateline opens: the first; where words are spaced a summary may stand above it."""
    told = 0  # paragraphs before
    for part in parts:
        if part.kind != "body":
            continue
        dateline = find_dateline(folded, part.start, part.stop, signals)
        if dateline is not None and (told == 0 or dateline.outlet is not None):
            return part, dateline
        told += not (signals.spaced and part.short)
        if told > (_SUMMARY if signals.spaced else 0):
            break
    return None, None


def bare(text: str) -> str:
    """A title without marks and spaces, for comparing."""
    return "".join(c for c in text if c.isalnum()).casefold()


def _part_dateline(folded: str, part: Part, dateline: Dateline) -> list[Block]:
    left, right = trim(folded, part.start, dateline.stop)
    blocks = [Block(kind="dateline", span=Span(left, right))]
    left, right = trim(folded, dateline.stop, part.stop)
    if left < right:
        blocks.append(Block(kind="body", span=Span(left, right)))
    return blocks


def _mark_signature(folded: str, parts: list[Part], signals: Signals) -> list[Part]:
    """A signature on a line of its own is the story's start, not a heading."""
    for i, part in enumerate(parts[:6]):
        if part.kind is None and part.short:
            dateline = find_dateline(folded, part.start, part.stop, signals)
            if dateline is not None and dateline.stop >= part.stop:
                return [*parts[:i], replace(part, short=False), *parts[i + 1 :]]
    return parts


def _mark_title(folded: str, parts: list[Part], title: str, signals: Signals) -> list[Part]:
    """The short line above everything, or the line that is the caller's title."""
    if any(part.kind == "title" for part in parts):
        return parts
    wanted = bare(title)
    for i, part in enumerate(parts[:6]):
        if part.kind is not None:
            continue
        line = bare(folded[part.start : part.stop])
        near = (
            part.short
            and len(line) > 5
            and (line in wanted or (wanted in line and len(line) < 2 * len(wanted)))
        )
        same = bool(wanted) and (line == wanted or near)
        headed = part.short or (signals.spaced and _is_headline(folded[part.start : part.stop]))
        open_top = not wanted and headed and any(p.kind is None and not p.short for p in parts[i + 1 :])
        if (same and width(folded[part.start : part.stop]) <= TITLE_WIDTH) or open_top:
            return [*parts[:i], replace(part, kind="title"), *parts[i + 1 :]]
        if not part.short or not wanted:
            break
    return parts


def _is_headline(line: str) -> bool:
    """Whether a line that is too long for a heading may be a title: no full stop at its end, and no line that goes on."""
    return (
        width(line) <= TITLE_WIDTH
        and (not ends_sentence(line) or line[-1] in "?!")
        and line[-1] not in ",;:-–—"
    )


def _mark_unmarked_tail(folded: str, parts: list[Part], first: int, signals: Signals) -> list[Part]:
    """Teasers at the end of a text that has no end mark, from the last part backwards."""
    out = list(parts)
    i = len(out) - 1
    while i > first:
        part = out[i]
        if part.kind is not None:
            i -= 1
            continue
        glued = _glued(folded, part, signals)
        if glued:
            out[i : i + 1] = glued
        elif _is_signed_cut(folded, part, signals):
            start = i
            while start - 1 > first and out[start - 1].kind is None and out[start - 1].short:
                start -= 1
            # One headline belongs to the teaser; a run of them would be something else.
            start = max(start, i - 2)
            out[start : i + 1] = [replace(part, start=out[start].start, kind="teaser")]
            i = start
        elif not part.short:
            break
        i -= 1
    return out


def _glued(folded: str, part: Part, signals: Signals) -> list[Part]:
    spans = split_teasers(folded, part.start, part.stop, signals)
    return [replace(part, start=left, stop=right, kind="teaser", short=False) for left, right in spans]


def _is_signed_cut(folded: str, part: Part, signals: Signals) -> bool:
    """A paragraph with another dateline that breaks off."""
    cut = not part.short and is_truncated(folded[part.start : part.stop])
    return cut and find_dateline(folded, part.start, part.stop, signals) is not None


def _mark_tail(folded: str, parts: list[Part], mark: int, signals: Signals) -> list[Part]:
    """What follows the first end mark, run by run between labelled parts."""
    out = parts[:mark]
    known: frozenset[str] | None = None
    i = mark
    while i < len(parts):
        if parts[i].kind is not None:
            out.append(parts[i])
            i += 1
            continue
        stop = next((j for j in range(i, len(parts)) if parts[j].kind is not None), len(parts))
        if known is None:
            body = [p for p in parts[:mark] if p.kind is None]
            known = frozenset().union(*(pairs_of(folded[p.start : p.stop]) for p in body))
        out += _mark_run(folded, parts[i:stop], out[-1].kind == "related", known, signals)
        i = stop
    return out


def _mark_run(
    folded: str, run: list[Part], listed: bool, known: frozenset[str], signals: Signals
) -> list[Part]:
    """One run of unlabelled parts behind an end mark. ``known`` are the story's pairs of letters."""
    marked: list[Part] = []
    for part in run:
        marked += _glued(folded, part, signals) or [part]
    marked = [p if p.kind or p.short else _judge(folded, p, known, signals) for p in marked]
    if any(p.kind == "teaser" for p in marked):
        # Among other stories' starts a whole paragraph about something else is one more of them.
        marked = [_as_teaser_if_strange(folded, p, known) for p in marked]
    if not signals.spaced:
        return _mark_short(marked, listed)
    # Pages put a list of links between two paragraphs; it ends where the story goes on.
    lead = next((i for i, p in enumerate(marked) if not p.short), len(marked)) if listed else 0
    told = all(p.hint in ("body", "heading") for p in run)  # markup says that lists in it are the story's
    return _mark_short(marked[:lead], listed) + (marked[lead:] if told else _mark_short(marked[lead:], False))


def _judge(folded: str, part: Part, known: frozenset[str], signals: Signals) -> Part:
    text = folded[part.start : part.stop]
    strange = share_of_pairs(text, known) < SAME_TOPIC
    dotted = text.endswith(("...", "…"))
    signed = find_dateline(folded, part.start, part.stop, signals) is not None
    teaser = (strange and (is_truncated(text) or signed)) or (dotted and signed)
    return replace(part, kind="teaser") if teaser else part


def _as_teaser_if_strange(folded: str, part: Part, known: frozenset[str]) -> Part:
    if part.kind is not None or part.short:
        return part
    strange = share_of_pairs(folded[part.start : part.stop], known) < SAME_TOPIC
    return replace(part, kind="teaser") if strange else part


def _mark_short(run: list[Part], listed: bool) -> list[Part]:
    """Short lines behind an end mark: a teaser's headline, a heading of what follows, or a list of stories."""
    out: list[Part] = []
    i = 0
    while i < len(run):
        if run[i].kind is not None or not run[i].short:
            out.append(run[i])
            i += 1
            continue
        stop = next((j for j in range(i, len(run)) if run[j].kind is not None or not run[j].short), len(run))
        after = run[stop] if stop < len(run) else None
        shorts = run[i:stop]
        if after is not None and after.kind == "teaser" and not listed:
            out += [replace(p, kind="related") for p in shorts[:-2]]
            out.append(replace(after, start=shorts[-2:][0].start))
            stop += 1
        elif after is not None and after.kind is None and not listed:
            out += shorts
        else:
            kind: BlockKind = "related" if listed or len(shorts) > 1 else "navigation"
            out += [replace(p, kind=kind) for p in shorts]
        i = stop
    return out


def _mark_story(parts: Sequence[Part]) -> list[Part]:
    """What is left: paragraphs, and the headings between them; a heading's broken lines become one part."""
    out: list[Part] = []
    i = 0
    while i < len(parts):
        part = parts[i]
        if part.kind is not None or not part.short:
            out.append(part if part.kind is not None else replace(part, kind="body"))
            i += 1
            continue
        stop = next(
            (j for j in range(i, len(parts)) if parts[j].kind is not None or not parts[j].short), len(parts)
        )
        leads = stop < len(parts) and parts[stop].kind in (None, "caption")
        marked_up = all(p.hint == "heading" for p in parts[i:stop])
        if (leads and stop - i <= _HEADING_LINES) or marked_up:
            merged = [replace(p, kind="heading") for p in parts[i:stop]]
            out += merged if marked_up else _merge(merged, "heading")
        else:
            out += [replace(p, kind="body") for p in parts[i:stop]]
        i = stop
    return out


def _merge(parts: list[Part], kind: BlockKind) -> list[Part]:
    """Neighbours of one kind become one part."""
    out: list[Part] = []
    for part in parts:
        if out and out[-1].kind == part.kind == kind:
            out[-1] = replace(out[-1], stop=part.stop)
        else:
            out.append(part)
    return out
