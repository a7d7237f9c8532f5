"""Signatures of spaced stories: the agency or the name behind the last sentence, and bylines broken over lines."""

from dataclasses import replace

from readout.extract.fields import Field
from readout.extract.lines import ends_sentence, trim, width
from readout.extract.names import read_names
from readout.extract.parts import Part, look
from readout.extract.signals import Signals

_NAME_WIDTH = 30  # of a line of names, in wide characters


def mark_signatures(folded: str, parts: list[Part], signals: Signals) -> list[Part]:
    """The parts with the signatures among them labelled; as they are where words are not spaced."""
    if not signals.spaced:
        return parts
    return _mark_signer(folded, _part_agency(folded, _join_bylines(folded, parts, signals), signals), signals)


def _join_bylines(folded: str, parts: list[Part], signals: Signals) -> list[Part]:
    """By Jane Doe, and on lines of their own: and, John Roe."""
    marked = list(parts)
    for i in range(len(marked) - 2):
        joint, name = (folded[part.start : part.stop] for part in marked[i + 1 : i + 3])
        if marked[i].kind == "byline" and joint.casefold() in signals.joints and _is_names(name, signals):
            marked[i + 1 : i + 3] = [replace(p, kind="byline", short=False) for p in marked[i + 1 : i + 3]]
    return marked


def _mark_signer(folded: str, parts: list[Part], signals: Signals) -> list[Part]:
    """A name alone behind the last paragraph; behind another short line it may end a list."""
    last = next((i for i in range(len(parts) - 1, -1, -1) if parts[i].kind is None), 0)
    if last == 0 or parts[last - 1].kind is not None or parts[last - 1].short:
        return parts
    part, before = parts[last], parts[last - 1]
    line = folded[part.start : part.stop]
    if not _is_names(line, signals) or not ends_sentence(folded[before.start : before.stop]):
        return parts
    signed = replace(part, kind="byline", short=False, fields=(Field("author", part.start, part.stop),))
    return [*parts[:last], signed, *parts[last + 1 :]]


def _is_names(line: str, signals: Signals) -> bool:
    """Whether a line holds people's names and nothing else."""
    return width(line) <= _NAME_WIDTH and read_names(line, 0, len(line), signals) == len(line)


def _part_agency(folded: str, parts: list[Part], signals: Signals) -> list[Part]:
    """The agency that signs the last paragraph stands alone."""
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i]
        at = _find_agency(folded[part.start : part.stop], signals) if part.kind is None else 0
        if at:
            told = replace(part, stop=trim(folded, part.start, part.start + at)[1], short=False)
            signed = look(folded, part.start + at, part.stop, part.hint, signals)
            return [*parts[:i], told, signed, *parts[i + 1 :]]
        if part.kind is None and not part.short:
            break
    return parts


def _find_agency(line: str, signals: Signals) -> int:
    """Where an agency's name behind the last sentence begins: … he said. PTI; 0 for none."""
    at = len(line)
    for _ in range(4):
        at = line.rfind(" ", 0, at)
        before = line[: max(at, 0)].rstrip(" -–—/(")
        if not before:
            return 0
        if line[at:].strip(" -–—/().") in signals.agencies and ends_sentence(before):
            return at + 1
    return 0
