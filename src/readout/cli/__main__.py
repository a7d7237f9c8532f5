"""`python -m readout.cli` is `readout`."""

from readout.cli import main

main()
