"""An invented country from a seeded generator; demo, tests and benchmarks share it.

Nothing in it is a real place: Samplia lies in open ocean, its code is one that ISO 3166 leaves to users.
"""

from opendisarm.sample.faults import FAULTS
from opendisarm.sample.files import write_files
from opendisarm.sample.samplia import Country, country
from opendisarm.sample.stream import Planned, planned, records

__all__ = ["FAULTS", "Country", "Planned", "country", "planned", "records", "write_files"]
