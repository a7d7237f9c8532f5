"""The nouns, frozen. Import them from here."""

from readout.model.articles import BLOCK_KINDS, Article, Block, BlockKind
from readout.model.contacts import CONTACT_TYPES, STATUSES, Contact, ContactType, Status
from readout.model.entities import ENTITY_KINDS, Entity, EntityKind
from readout.model.judgements import VERDICTS, Judgement, Verdict
from readout.model.mentions import BOUNDS, MENTION_KINDS, Amount, Bound, Mention, MentionKind
from readout.model.pages import Page, Unreadable
from readout.model.readings import Reading, digest
from readout.model.sentences import Grammar, Sentence, Sentences, Word
from readout.model.spans import Evidence, Span
from readout.model.statements import ACTS, CHANNELS, FORMS, Act, Channel, Form, Statement
from readout.model.times import PRECISIONS, Duration, Precision, Shift, TimePhrase, When

__all__ = [
    "ACTS",
    "BLOCK_KINDS",
    "BOUNDS",
    "CHANNELS",
    "CONTACT_TYPES",
    "ENTITY_KINDS",
    "FORMS",
    "MENTION_KINDS",
    "PRECISIONS",
    "STATUSES",
    "VERDICTS",
    "Act",
    "Amount",
    "Article",
    "Block",
    "BlockKind",
    "Bound",
    "Channel",
    "Contact",
    "ContactType",
    "Duration",
    "Entity",
    "EntityKind",
    "Evidence",
    "Form",
    "Grammar",
    "Judgement",
    "Mention",
    "MentionKind",
    "Page",
    "Precision",
    "Reading",
    "Sentence",
    "Sentences",
    "Shift",
    "Span",
    "Statement",
    "Status",
    "TimePhrase",
    "Unreadable",
    "Verdict",
    "When",
    "Word",
    "digest",
]
