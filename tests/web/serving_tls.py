"""`python -m tests.web.serving_tls DATA SECONDS`: what `signage serve` does with certificates, in front of a line."""

from __future__ import annotations

import sys
from pathlib import Path
from wsgiref.types import WSGIApplication

from flask import Flask, request

from signage.config import Settings, read_settings
from signage.web.serve import serve


def load(settings: Settings) -> WSGIApplication:
    small = Flask("small")
    small.add_url_rule("/", view_func=lambda: f"{request.scheme} {settings.port}")
    return small


if __name__ == "__main__":
    serve(read_settings(Path(sys.argv[1]), {}), load=load, both_serve_s=float(sys.argv[2]))
