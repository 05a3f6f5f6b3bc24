"""Load: text files in. All of it is kept, or nothing; what is not named stays as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signage.actions.convert import Conversion, by_id
from signage.actions.installation import Installation
from signage.actions.pictures import Pictures
from signage.actions.sheets import sheet_rows
from signage.actions.sources import YAML, Row, Source, sources
from signage.actions.yaml_files import yaml_rows
from signage.core import coherence, references, scalars
from signage.core.nouns import NOUNS
from signage.core.problems import Refused
from signage.core.references import Finding, Rows
from signage.render.kinds import KINDS, Kind
from signage.store import audit
from signage.store.database import Writing, writing
from signage.store.rows import save, stored
from signage.store.uploads import record_upload


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something that was kept and may yet be a slip."""

    ja: str
    en: str


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """What a load came to: rows by noun, ids that changed and that did not, what to look at, which slides."""

    counts: Mapping[str, int]
    changed: int
    unchanged: int
    warnings: tuple[Remark, ...]
    slides: frozenset[str] = frozenset()


_ById = Mapping[tuple[str, str], Sequence[Any]]


def load(
    installation: Installation, paths: Iterable[Path], *, at: int, who: str, kinds: Mapping[str, Kind] = KINDS
) -> Loaded:
    """Read files and folders, check everything against what is stored, and keep it in one transaction.

    Relative dates are resolved at `at`. Refused, with one line that names file and line, if anything is wrong.
    """
    paths = tuple(paths)
    pictures = Pictures(files=installation.files)
    conversion = Conversion(kinds=kinds, pictures=pictures, at=at)
    conversion.offices = {office.id: office for office in stored(installation.db, "offices")}
    conversion.convert(_rows(paths, conversion.problems))
    gathered, twice = by_id(conversion.values)
    _refuse([*conversion.problems, *twice])
    places = {id(value): row for row, value in conversion.values}
    with writing(installation.db) as under_way:
        rows = _union(under_way, gathered)
        found = [*coherence.mistakes(rows), *references.dangling_in_fields(conversion.slides, rows)]
        _refuse([_problem(finding, places) for finding in found])
        installation.files.put_many(pictures.contents.values())
        for upload in pictures.uploads.values():
            record_upload(under_way, upload, at=at, who=who)
        news = [save(under_way, noun, values, at=at, who=who) for (noun, _), values in gathered.items()]
        if any(news):
            named = " ".join(str(path) for path in paths)
            # All that were made in between: nobody else writes meanwhile. A list, as pages note, could be undone by
            # one press: of an office's first load that would be the whole office.
            first, last = under_way.versions[0], under_way.versions[-1]
            detail = {"changed": sum(news), "first_version": first, "last_version": last}
            audit.record(under_way, at=at, who=who, action="load", what=named, detail=detail)
    counts = Counter(row.noun for row, _ in conversion.values)
    return Loaded(
        counts={noun: counts[noun] for noun in NOUNS if noun in counts},
        changed=sum(news),
        unchanged=len(news) - sum(news),
        warnings=tuple(_remark(finding, places) for finding in coherence.remarks(rows)),
        slides=frozenset(name for noun, name in gathered if noun == "slides"),
    )


def _rows(paths: Iterable[Path], problems: list[Refused]) -> list[Row]:
    """All rows of all files; a file that cannot be read is one more problem."""
    rows: list[Row] = []
    for source in sources(paths):
        try:
            rows += _read(source)
        except Refused as refused:
            problems.append(refused)
    return rows


def _read(source: Source) -> list[Row]:
    return yaml_rows(source) if source.path.suffix.lower() in YAML else sheet_rows(source)


def _union(under_way: Writing, gathered: _ById) -> Rows:
    """What would be stored: what is, but for the ids that are loaded."""
    rows: dict[str, list[Any]] = {
        noun: [row for row in stored(under_way.db, noun) if (noun, row.id) not in gathered] for noun in NOUNS
    }
    for (noun, _), values in gathered.items():
        rows[noun] += values
    return {noun: tuple(found) for noun, found in rows.items()}


def _refuse(problems: Sequence[Refused]) -> None:
    """One line for the first problem; the others are counted."""
    if not problems:
        return
    first, others = problems[0], len(problems) - 1
    raise Refused(
        ja=first.ja + (f"(ほか{others}件)" if others else ""),
        en=first.en + (f" (and {others} more)" if others else ""),
        where=first.where,
    )


def _problem(finding: Finding, places: Mapping[int, Row]) -> Refused:
    row = places.get(id(finding.row))
    named = scalars.name_of(finding.path, row.called if row else {})
    where = row.where(finding.path) if row else f"{finding.noun} {finding.row.id}"
    return Refused(ja=named + finding.ja, en=named + finding.en, where=where)


def _remark(finding: Finding, places: Mapping[int, Row]) -> Remark:
    problem = _problem(finding, places)
    return Remark(ja=problem.sentence("ja"), en=problem.sentence("en"))
