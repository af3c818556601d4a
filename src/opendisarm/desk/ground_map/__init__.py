"""The ground as a map: what state the land is in on a day, as known at a moment, for who asks."""
