"""One look at a workspace: its land now, through the year and over the years, its duties, and what waits.

land       balances, the bridge of the year, levels of every year: one pass over the ledger
obligations   the duties of the state with their days, as rows of a picture
arrivals   what was brought lately, and what of it waits for a decision
whole      all of it together
drawn      its three pictures
"""

from opendisarm.desk.overview.arrivals import Arrival, Waiting
from opendisarm.desk.overview.drawn import Drawn, area_in_words, drawn
from opendisarm.desk.overview.land import Stock
from opendisarm.desk.overview.whole import Overview, overview

__all__ = ["Arrival", "Drawn", "Overview", "Stock", "Waiting", "area_in_words", "drawn", "overview"]
