"""The nouns, frozen. Import them from here."""

from readout.model.articles import BLOCK_KINDS, Article, Block, BlockKind
from readout.model.contacts import CONTACT_TYPES, STATUSES, Contact, ContactType, Status
from readout.model.entities import ENTITY_KINDS, Entity, EntityKind
from readout.model.judgements import VERDICTS, Judgement, Verdict
from readout.model.mentions import BOUNDS, MENTION_KINDS, Amount, Bound, Mention, MentionKind
from readout.model.merged import (
    FACT_NAMES,
    JOIN_RULES,
    PARTS,
    ContactReport,
    FactName,
    JoinedReport,
    JoinRule,
    MergedContact,
    Part,
    Rival,
    StatusTold,
    ToldFact,
)
from readout.model.pages import Page, Unreadable
from readout.model.readings import EFFORTS, Effort, Reading, digest
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
    "EFFORTS",
    "ENTITY_KINDS",
    "FACT_NAMES",
    "FORMS",
    "JOIN_RULES",
    "MENTION_KINDS",
    "PARTS",
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
    "ContactReport",
    "ContactType",
    "Duration",
    "Effort",
    "Entity",
    "EntityKind",
    "Evidence",
    "FactName",
    "Form",
    "Grammar",
    "JoinRule",
    "JoinedReport",
    "Judgement",
    "Mention",
    "MentionKind",
    "MergedContact",
    "Page",
    "Part",
    "Precision",
    "Reading",
    "Rival",
    "Sentence",
    "Sentences",
    "Shift",
    "Span",
    "Statement",
    "Status",
    "StatusTold",
    "TimePhrase",
    "ToldFact",
    "Unreadable",
    "Verdict",
    "When",
    "Word",
    "digest",
]
