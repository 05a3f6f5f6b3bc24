"""The Pi player's tests: real HTTP, real SDL, real signatures."""
