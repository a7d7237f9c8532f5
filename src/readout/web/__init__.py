"""Web: the desk as pages, an API and feeds over one ledger."""

from readout.web.app import app_from_environment, create_app, prepare
from readout.web.settings import Settings, keep_settings, read_people

__all__ = ["Settings", "app_from_environment", "create_app", "keep_settings", "prepare", "read_people"]
