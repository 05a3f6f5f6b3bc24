"""The Raspberry Pi player: sync, cache, show, report."""
