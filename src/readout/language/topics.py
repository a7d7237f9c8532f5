"""Topics: the entries of ``topics.toml``, and where they stand in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from readout.errors import ModelError
from readout.language.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Entry):
    """What readouts speak of. ``topic`` is a slug, the same in every language; ``within`` the slug of a wider topic.

    ``kind``: topic (ceasefire), step (invite, keep in touch), evaluation (candid). In a spaced language forms are whole
    words, and a star stands for any ending of a word ("sanction*").
    """

    KINDS: ClassVar[tuple[str, ...]] = ("topic", "step", "evaluation")

    topic: str
    kind: str = "topic"
    within: str = ""

    def __post_init__(self) -> None:
        if not self.forms or not all(self.forms):
            raise ModelError("forms must hold at least one form, none empty")
        if not re.search(r"\[.+\]", self.example):
            raise ModelError(f"the example does not show {self.forms[0]!r} in square brackets")
        if self.kind not in self.KINDS:
            raise ModelError(f"unknown kind {self.kind!r}; one of {', '.join(self.KINDS)}")
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.topic):
            raise ModelError(f"topic {self.topic!r} is no slug; write small letters and hyphens")


@dataclass(frozen=True, slots=True)
class Seen:
    """A topic's form in a text: half-open code points."""

    start: int
    stop: int
    topic: Topic


def find_topics(text: str, topics: tuple[Topic, ...], *, spaced: bool) -> Iterator[Seen]:
    """Every form in ``text``, in text order; one that lies inside a longer one is left out.

    Two may overlap, as long as the second one adds more than the end of its last word.
    """
    index = _compile(topics, spaced)
    folded = (text.casefold() if len(text.casefold()) == len(text) else text.lower()).translate(_PLAIN)
    reached = 0
    for start in _starts(text, spaced):
        for pattern, topic in index.get(folded[start], ()):
            match = pattern.match(folded, start)
            if match:
                if match.end() > (reached if start >= reached else reached + 1):
                    yield Seen(start, match.end(), topic)
                    reached = match.end()
                break


# a letter that is printed with its dots or without
_PLAIN = {0x451: 0x435}
_WORD_START = re.compile(r"\b\w")


def _starts(text: str, spaced: bool) -> Iterable[int]:
    return (match.start() for match in _WORD_START.finditer(text)) if spaced else range(len(text))


@lru_cache(maxsize=16)
def _compile(topics: tuple[Topic, ...], spaced: bool) -> dict[str, list[tuple[re.Pattern[str], Topic]]]:
    """Patterns of the forms by their first character, the longest form first."""
    index: dict[str, list[tuple[re.Pattern[str], Topic]]] = {}
    forms = [(form.casefold().translate(_PLAIN), topic) for topic in topics for form in topic.forms]
    for form, topic in sorted(forms, key=lambda pair: (-len(pair[0]), pair[0])):
        words = (re.escape(word).replace(r"\*", r"\w*") for word in form.split(" "))
        pattern = r"\s+".join(words) + (r"(?!\w)" if spaced else "")
        index.setdefault(form[0], []).append((re.compile(pattern), topic))
    return index
