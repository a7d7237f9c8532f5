"""Topics: what was talked about, in the order that the text gives."""

from readout.ground import Ground
from readout.model import Span


def find_topics(ground: Ground, sentence: int, trigger: Span) -> list[Span]:
    """The topics of a contact: after 就 … 交换意见 or 讨论 in its own sentence and the two that follow."""
    found: list[Span] = []
    for number in range(sentence, min(sentence + 3, len(ground.sentences))):
        span = ground.sentences[number].span
        start = max(span.start, trigger.stop) if number == sentence else span.start
        found += _between(ground, start, span.stop)
        found += _after(ground, start, span.stop)
    return sorted(set(found))


def _between(ground: Ground, start: int, stop: int) -> list[Span]:
    opens, closes = ground.starting("topic_open"), ground.starting("topic_close")
    found = []
    for at in range(start, stop):
        word = opens.get(at)
        if word is None:
            continue
        end = ground.clause_stop(word.stop, stop)
        close = next((closes[i] for i in range(word.stop + 1, end) if i in closes), None)
        if close:
            found += _items(ground, word.stop, close.start)
    return found


def _after(ground: Ground, start: int, stop: int) -> list[Span]:
    verbs = ground.starting("topic_verb")
    found = []
    for at in range(start, stop):
        if (verb := verbs.get(at)) and at in ground.breaks:
            end = ground.clause_stop(verb.stop, stop)
            if end - verb.stop >= 3:
                found += _items(ground, verb.stop, end)
    return found


def _items(ground: Ground, start: int, stop: int) -> list[Span]:
    """One span a topic: a list is parted at its joints."""
    joints = ground.lexicon.orthography.joints
    found, left = [], start
    for at in range(start, stop + 1):
        if at == stop or (ground.text[at] in joints and not ground.masked[at]):
            if at - left >= 2:
                found.append(Span(left, at))
            left = at + 1
    return found
