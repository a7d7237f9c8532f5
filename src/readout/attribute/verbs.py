"""Whether a form that may be a verb is one: by the words beside it, as a language without a tagger has to be read."""

from readout.attribute.sentences import Match, Walk
from readout.attribute.tokens import Token

_FARTHEST_VERB = 6  # tokens from the first of a subject to its verb


def reports(walk: Walk, match: Match) -> bool:
    """Whether the cue is a verb that reports here, and no noun, adjective or infinitive."""
    words, token = walk.words, walk.tokens[match.first]
    kind = match.form.kind
    if kind == "adjective":
        return walk.has_be(match)
    if match.first == walk.start:
        return kind == "participle"
    if token.capital and not walk.is_titled():
        return False
    before = walk.tokens[match.first - 1]
    if before.quoted:
        return kind != "base"
    if words.is_possessor(before):
        return False
    if kind == "participle":
        return not words.has(before, "determiner")
    if words.has(before, "determiner") and not words.has(before, "pronoun"):
        return False
    if words.has(before, "preposition", "infinitive") and not walk.is_midway(match.first - 1):
        return False
    if before.low.isdigit() and not walk.ends_time(before):
        return False
    after = walk.tokens[match.last + 1] if match.last + 1 < walk.stop else None
    if kind == "finite":
        return not _describes(walk, match, after)
    return _is_personal(walk, match, after)


def _describes(walk: Walk, match: Match, after: Token | None) -> bool:
    """people accused of, the report released by: a participle that describes its noun; or a passive."""
    if after is not None and not after.quoted and walk.words.has(after, "agent"):
        return True
    if walk.has_be(match):
        return True
    if match.form.entry.frame == "clause" or after is None or match.first != match.last:
        return False
    return walk.words.has(after, "preposition") and not walk.words.has(after, "governed")


def _is_personal(walk: Walk, match: Match, after: Token | None) -> bool:
    """A form that may be a noun as well (claims, plan): whether its neighbours make it a verb."""
    words = walk.words
    at, modal, done = match.first - 1, False, False
    while at >= walk.start and (words.is_adverb(walk.tokens[at]) or words.has(walk.tokens[at], "auxiliary")):
        done = done or words.has(walk.tokens[at], "do")
        modal = modal or words.has(walk.tokens[at], "modal")
        at -= 1
    if at < walk.start:
        return False
    subject = walk.tokens[at]
    ambiguous = match.first == match.last and words.has(walk.tokens[match.first], "noun too")
    if match.form.kind == "base":
        if modal:
            return False
        if done:  # what is not told is no report; what is not thought, done or answered is
            return match.form.entry.act not in ("assert", "propose")
        if not (_is_plural(walk, subject) or (not ambiguous and _is_plural_phrase(walk, at))):
            return False
    if not ambiguous or (after is not None and not after.quoted and walk.words.has(after, "that")):
        return True
    named = subject.capital or words.has(subject, "pronoun")
    if after is None or (after.low in (":", ".") and not after.quoted):
        return named and match.form.kind == "third" and match.form.entry.frame == "clause"
    if not _opens_object(walk, after):
        return False
    if named:
        return True
    # a noun would not stand before an article: the envoy disputes the claim
    verbal = any(
        words.ends(walk.tokens[place], "finite ending") or words.ends(walk.tokens[place], "participle ending")
        for place in range(walk.phrase_start(at), at + 1)
    )
    start = walk.phrase_start(at)
    first = walk.tokens[start]
    opened = start == walk.start or walk.tokens[start - 1].low == "," or words.has(subject, "conjunction")
    if verbal or _is_plural(walk, subject):
        return False
    if not (opened or first.capital or words.has(first, "determiner", "pronoun")):
        return False
    return match.form.kind == "third" and (
        after.capital or words.has(after, "determiner", "infinitive", "complementizer")
    )


def _is_plural_phrase(walk: Walk, at: int) -> bool:
    """Whether the noun phrase that ends at a place may be plural by a noun before its last: aides to Lund, Lund and Paz."""
    return any(
        _is_plural(walk, walk.tokens[place])
        or (walk.words.has(walk.tokens[place], "conjunction") and walk.tokens[at].capital)
        for place in range(walk.behind_relative(walk.phrase_start(at)), at)
    )


def _is_plural(walk: Walk, subject: Token) -> bool:
    words = walk.words
    if words.has(subject, "plural"):
        return True
    return (
        subject.is_word
        and words.ends(subject, "plural ending")
        and not words.ends(subject, "no plural ending")
    )


def _opens_object(walk: Walk, token: Token) -> bool:
    """Whether a token may begin what a verb governs."""
    if token.quoted or token.capital:
        return True
    return walk.words.has(token, "infinitive", "complementizer", "determiner", "pronoun")


def opens_stance(walk: Walk, token: Token) -> bool:
    """Whether a token may begin what somebody wants, hopes or means to do: an object, or a clause of what will be."""
    if _opens_object(walk, token):
        return True
    first = next((n for n in range(walk.start, walk.stop) if walk.tokens[n] is token), walk.stop)
    following = walk.tokens[first + 1 : min(first + _FARTHEST_VERB, walk.stop)]
    return any(walk.words.has(t, "modal", "infinitive") and not t.quoted for t in following)


def opens_clause(walk: Walk, at: int) -> bool:
    """Whether a quotation or a clause with its own verb begins at a place, no mere object: concluded that …, not its hearing."""
    first = walk.tokens[at]
    if (
        first.quoted
        or not first.is_word
        or walk.words.has(first, "complementizer", "pronoun", "relative", "free relative")
    ):
        return True
    for token in walk.tokens[at : min(at + 2 * _FARTHEST_VERB, walk.stop)]:
        if not token.quoted and not token.is_word and token.low not in _INNER:
            return False
        if walk.words.has(token, "auxiliary", "modal") or walk.words.ends(token, "finite ending"):
            return True
    return False


_INNER = frozenset("'\u2019-.&")
