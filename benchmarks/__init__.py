"""What is measured: each figure as a ratio to a reference in the same run."""
