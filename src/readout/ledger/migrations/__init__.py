"""Migrations: how a ledger of an earlier release becomes one of this. Forward only; each is frozen once released."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection


def upgrade(connection: Connection) -> None:
    """Bring the ledger behind the connection up to date, within its transaction."""
    scripts = _find_scripts()
    head = scripts.get_current_head() or ""

    def climb(revision: str, _: object) -> object:
        return scripts._upgrade_revs(head, revision)

    with EnvironmentContext(Config(), scripts, fn=climb, destination_rev=head) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()


def is_known(version: str) -> bool:
    """Whether there is a migration of that name."""
    return version in {script.revision for script in _find_scripts().walk_revisions()}


def _find_scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))
