"""Running the office: what needs attention, backups, organisations, areas, mapping files."""
