"""The one publisher: compiles manifests, signs heads, writes the published tree."""
