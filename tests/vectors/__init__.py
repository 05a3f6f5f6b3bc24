"""Vectors that bind both players: generate.py writes them, oracle.py knows the answers."""
