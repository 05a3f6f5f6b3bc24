"""The only room that imports Flask: the published tree, health, and the pages."""
