"""The players: of signage they import core.shows alone."""
