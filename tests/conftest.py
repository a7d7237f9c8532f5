"""Fixtures and settings of the whole suite."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# The same cases each time, so that a failure seen once is seen again; no deadline, as machines differ.
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party texts beside the repository; tests that need it are skipped where it is absent."""
    path = Path(os.environ.get("READOUT_SHARED", ROOT.parent / "shared"))
    if not path.is_dir():
        pytest.skip(f"no folder {path}; set READOUT_SHARED to the one with the marked pages")
    return path
