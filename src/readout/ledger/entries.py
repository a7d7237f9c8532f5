"""What is put into a ledger: a page with what was read of it, and the texts by which its copies are found."""

from dataclasses import dataclass
from typing import Literal, Protocol

from readout.model import Page, Reading, digest

Likening = Literal["copy", "contains", "contained"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A text that the page is made of; the first part of a page is its body, the others are teasers.

    ``sketch`` holds hashes of the text (signed 32 bits): two texts that share enough of them are compared.
    """

    text: str
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page and its reading, or the reason why it can't be read (then ``reading`` is None and there are no parts).

    ``rules`` names the rules that read it.
    """

    page: Page
    rules: str
    reading: Reading | None = None
    error: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """How two texts are alike: b is a copy of a, or a contains b or is contained in it; shares in per mille."""

    kind: Likening
    shared: int
    in_a: int
    in_b: int


class Matcher(Protocol):
    """What says which texts are alike. Both answers depend on their arguments alone, whichever comes first."""

    def enough(self, smaller: int) -> int:
        """How many hashes two sketches, the smaller of that size, must share for their texts to be compared."""

    def relate(self, a: str, b: str) -> Alike | None:
        """How the two texts are alike, None if they are not."""


def address_of(page: Page) -> str:
    """Where the page is from: its web address, or the name that its source gave it."""
    return page.url or page.id


def page_id(page: Page, content: str) -> str:
    """The page's id: a hash of its address, its content's digest, and what the caller said of it."""
    published = page.published.isoformat() if page.published else ""
    declared = (page.media_type, page.charset, page.title, page.language, published)
    return "p" + digest("page", address_of(page), content, *declared)
