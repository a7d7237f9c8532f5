"""What the commands do that follow something over the pages of a ledger."""

from dataclasses import dataclass

from readout.cli.finding import Request, opened, write_rows
from readout.compare.commitments import follow_commitments, sort_commitments
from readout.compare.figures import find_figures
from readout.run.trails import find_entity, follow_positions, load_known
from readout.views import trails as views


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to follow, "" for anything: who undertook it or speaks (a name or slug), a topic's slug, a status."""

    by: str = ""
    toward: str = ""
    topic: str = ""
    status: str = ""
    disputed: bool = False


def list_commitments(request: Request, wanted: Wanted) -> int:
    """Show what was undertaken and what became of it; returns the exit code, 1 where nothing was found."""
    by = _slug(wanted.by)
    toward = _slug(wanted.toward)
    with opened(request.ledger) as store:
        pages = load_known(store, since=request.query.since, until=request.query.until)
    found = views.choose_commitments(
        sort_commitments(follow_commitments(pages)),
        by=by,
        toward=toward,
        topic=wanted.topic,
        status=wanted.status,
    )
    chosen = found[request.query.skip : request.query.skip + request.query.limit]
    if request.form == "json":
        return write_rows(request, chosen, None)
    rows = views.make_commitment_rows(chosen)
    return write_rows(request, rows, views.list_trails(rows, "nobody undertook anything of the kind"))


def list_figures(request: Request, wanted: Wanted) -> int:
    """Show numbers that were told more than once; returns the exit code, 1 where nothing was found."""
    with opened(request.ledger) as store:
        pages = load_known(store, since=request.query.since, until=request.query.until)
    found = views.choose_figures(find_figures(pages), topic=wanted.topic, disputed=wanted.disputed)
    chosen = found[request.query.skip : request.query.skip + request.query.limit]
    if request.form == "json":
        return write_rows(request, chosen, None)
    rows = views.make_figure_rows(chosen)
    return write_rows(request, rows, views.list_trails(rows, "no number was told twice"))


def list_positions(request: Request, speaker: str, topic: str) -> int:
    """Show what a speaker said on a topic, page after page; returns the exit code, 1 where nothing was found."""
    entity = find_entity(speaker)
    with opened(request.ledger) as store:
        found = follow_positions(store, entity, topic, since=request.query.since, until=request.query.until)
    if request.form == "json":
        return write_rows(request, found, None)
    rows = views.make_position_rows(found, entity.name, topic)
    return write_rows(
        request, rows, views.list_trails(rows, f"{entity.name} is not reported to speak of {topic}")
    )


def _slug(name: str) -> str:
    """The slug of whom a name means; a country's stands for all who are of it."""
    return find_entity(name).id if name else ""
