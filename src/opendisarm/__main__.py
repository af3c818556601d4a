"""`python -m opendisarm`: the command line where no script is on the path."""

from opendisarm.cli import main

main()
