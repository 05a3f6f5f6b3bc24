"""The Raspberry Pi player: sync, cache, show, report. Nothing here is imported by signage."""
