"""What a cell says: numbers, dates, coordinates, words of closed lists."""
