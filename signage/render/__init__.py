"""The only room that imports Pillow: text, layout, and one file per slide kind."""
