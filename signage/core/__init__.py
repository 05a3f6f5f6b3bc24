"""Rules only: standard library, no clock, no disk, no network, no database."""
