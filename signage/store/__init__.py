"""The only room that speaks SQL; with publish/, the only one that writes the data folder."""
