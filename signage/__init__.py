"""The signage server: what ward-office screens show, decided here, drawn here, published as plain files."""

__version__ = "0.1.0"
