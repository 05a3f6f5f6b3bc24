"""Documents: between the frozen dataclasses and plain values (strings, numbers, lists, mappings), by their types.

The plain form is one for files, database and API. Its keys are the fields' names, but for three turns that people
read more easily: `begins`/`ends` are `from`/`until`, `ms` is `seconds`, and a field `limits` lies flat in its row.
`changed_at` is no part of it. Scalars may all be strings, as YAML and CSV are read here.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import partial
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from signage.core import scalars
from signage.core.faults import faults
from signage.core.formats import Between, Format, Names, Said
from signage.core.problems import Refused
from signage.core.scalars import Path, Read, Reader, Readings, Where
from signage.core.texts import Text

T = TypeVar("T")

Write = Callable[[Any], object]
"""Makes the plain form of a value."""

AS_TYPED: Readings = types.MappingProxyType({})
NO_NAMES: Mapping[str, str] = types.MappingProxyType({})


def from_plain(
    cls: type[T],
    plain: object,
    *,
    where: str | Where,
    readings: Readings = AS_TYPED,
    called: Mapping[str, str] = NO_NAMES,
    changed_at: int | None = None,
) -> T:
    """The value that a plain document says; Refused, naming `where`, for whatever does not fit.

    `called` are the names by which whoever wrote it knows the keys (headings of a sheet).
    """
    place: Where = (lambda path: where) if isinstance(where, str) else where
    beside = {} if changed_at is None else {"changed_at": changed_at}
    value: T = _record(cls, Reader(place, readings, called), plain, (), **beside)
    return value


def to_plain(value: object) -> dict[str, Any]:
    """The plain document of a value. Fields that hold their default are left out."""
    plain: dict[str, Any] = {}
    for member in members(type(value)):
        held = getattr(value, member.name)
        if member.flat:
            plain.update(to_plain(held))
        elif member.required or held != member.default:
            plain[member.key] = member.write(held)
    return plain


Named = tuple[Path, tuple[str, ...], str]
"""Where an id of another row stands, the nouns that it may be of, and the id."""


def named(value: object, path: Path = ()) -> Iterator[Named]:
    """Every id of another row that a value holds."""
    for member in members(type(value)):
        held, at = getattr(value, member.name), path if member.flat else (*path, member.key)
        places = (
            [((*at, index), item) for index, item in enumerate(held or ())] if member.kind is tuple else [(at, held)]
        )
        for place, each in places:
            if member.names and each is not None:
                yield place, member.names, each
            elif is_dataclass(each) and not isinstance(each, Text):
                yield from named(each, place)


@dataclass(frozen=True, slots=True)
class Member:
    """One field of a dataclass: its key in documents, and the way between the two forms.

    `hint` is its type as it is declared, `kind` the same without notes: a class, `tuple`, `Mapping` or `Literal`. The
    fields of a `flat` one lie in the row itself. A required one is always written. `names` are the nouns whose ids
    it holds.
    """

    name: str
    key: str
    hint: object
    kind: Any
    required: bool
    default: object
    flat: bool
    names: tuple[str, ...]
    read: Read
    write: Write


def members(cls: type[Any]) -> tuple[Member, ...]:
    """The fields of a dataclass that documents speak of, in their order."""
    return _shape(cls)[0]


def keys(cls: type[Any]) -> tuple[str, ...]:
    """Every key that a document of this dataclass may have."""
    return _shape(cls)[1]


_SHAPES: dict[type[Any], tuple[tuple[Member, ...], tuple[str, ...]]] = {}
"""Members and keys of each dataclass that was asked for: its type hints are resolved once."""


def _shape(cls: type[Any]) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    if cls not in _SHAPES:
        hints = get_type_hints(cls, include_extras=True)
        own = tuple(_member(field, hints[field.name]) for field in fields(cls) if field.name != "changed_at")
        _SHAPES[cls] = own, tuple(key for each in own for key in (keys(each.kind) if each.flat else (each.key,)))
    return _SHAPES[cls]


def _member(field: Field[Any], hint: object) -> Member:
    plain, notes = bare(hint)
    default = field.default if field.default_factory is MISSING else field.default_factory()
    seconds = field.name == "ms" or field.name.endswith("_ms")
    read, write = (scalars.milliseconds(_bounds(notes)), _in_seconds) if seconds else _codec(hint)
    return Member(
        name=field.name,
        key=field.name.removesuffix("ms") + "seconds" if seconds else _TURNS.get(field.name, field.name),
        hint=hint,
        kind=get_origin(plain) or plain,
        required=default is MISSING or any(isinstance(note, Said) for note in notes),
        default=default,
        flat=field.name == "limits" and is_dataclass(plain),
        names=_names(hint),
        read=read,
        write=write,
    )


def _names(hint: object) -> tuple[str, ...]:
    """The nouns whose ids a field, or each in its list, holds."""
    plain, notes = bare(hint)
    if get_origin(plain) is tuple:
        return _names(get_args(plain)[0])
    return next((note.nouns for note in notes if isinstance(note, Names)), ())


_TURNS = {"begins": "from", "ends": "until"}


def _in_seconds(ms: int) -> float | int:
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def _record(cls: type[Any], reader: Reader, plain: object, path: Path, **beside: int) -> Any:  # noqa: ANN401 — a cls
    """An instance of a dataclass from a mapping; unknown and missing keys are refused by name."""
    if not isinstance(plain, Mapping):
        shape = ", ".join(f"{key}: …" for key in keys(cls)[:3])
        raise reader.refused(path, ja=f"項目({shape})で書いてください", en=f"write its fields ({shape})")
    for key in plain:
        if key not in keys(cls):
            ja, en = scalars.instead(str(key), keys(cls))
            raise Refused(
                ja=f"「{key}」という項目はありません。{ja}",
                en=f'there is no field "{key}"; {en}',
                where=reader.where((*path, key)),
            )
    value = cls(**dict(_given(member, reader, plain, path) for member in members(cls)), **beside)
    for key, ja, en in faults(value):
        raise reader.refused((*path, key), ja=ja, en=en)
    return value


def _given(member: Member, reader: Reader, plain: Mapping[str, object], path: Path) -> tuple[str, object]:
    """A field's name and value: what the document says, or else the default."""
    if member.flat:
        own = {key: plain[key] for key in keys(member.kind) if key in plain}
        return member.name, _record(member.kind, reader, own, path) if own else member.default
    if member.key in plain:
        return member.name, member.read(reader, plain[member.key], (*path, member.key))
    if member.required:
        raise Refused(
            ja=f"「{reader.called.get(member.key, member.key)}」がありません。書き足してください",
            en=f'"{reader.called.get(member.key, member.key)}" is missing; write it',
            where=reader.where(path),
        )
    return member.name, member.default


def bare(hint: object) -> tuple[Any, tuple[object, ...]]:
    """The type under its annotations and without `| None`, and those annotations."""
    if get_origin(hint) is Annotated:
        plain, notes = bare(get_args(hint)[0])
        return plain, (*get_args(hint)[1:], *notes)
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
        return bare(hint)
    return hint, ()


def _bounds(notes: tuple[object, ...]) -> Between:
    return next((note for note in notes if isinstance(note, Between)), scalars.ANY_NUMBER)


def _codec(hint: object) -> tuple[Read, Write]:
    """How values of a type are read and written."""
    plain, notes = bare(hint)
    for note in notes:
        if isinstance(note, Format):
            return scalars.formatted(note), note.write
    said = next((note.word for note in notes if isinstance(note, Said)), None)
    simple: dict[object, tuple[Read, Write]] = {
        str: (scalars.string, _same),
        bool: (scalars.truth, _same),
        int: (scalars.whole(_bounds(notes)), _same),
        float: (scalars.decimal(_bounds(notes)), _same),
        Text: (scalars.text, scalars.text_plain),
        Any: (lambda reader, typed, path: typed, _same),
    }
    if plain in simple:
        return simple[plain]
    if isinstance(plain, type) and is_dataclass(plain):
        return partial(_record, plain), to_plain
    shapes: dict[object, Callable[[], tuple[Read, Write]]] = {
        Literal: lambda: (scalars.choice(get_args(plain)), _same),
        tuple: lambda: _list_codec(get_args(plain)[0], said),
        Mapping: lambda: _mapping_codec(get_args(plain)[1]),
    }
    return shapes[get_origin(plain)]()


def _same(held: object) -> object:
    return held


def _list_codec(hint: object, said: str | None) -> tuple[Read, Write]:
    """`tuple[X, ...]` as a list; `said` is the word for the empty one."""
    read_one, write_one = _codec(hint)
    or_else = f" / {said}" if said else ""

    def read(reader: Reader, plain: object, path: Path) -> object:
        if said is not None and plain == said:
            return ()
        if not isinstance(plain, list | tuple):
            raise reader.refused(path, ja=f"並び [ … ]{or_else} で書いてください", en=f"write a list [ … ]{or_else}")
        return tuple(read_one(reader, item, (*path, index)) for index, item in enumerate(plain))

    def write(held: tuple[object, ...]) -> object:
        return [write_one(item) for item in held] if held or said is None else said

    return read, write


def _mapping_codec(hint: object) -> tuple[Read, Write]:
    """`Mapping[str, X]`."""
    read_one, write_one = _codec(hint)

    def read(reader: Reader, plain: object, path: Path) -> object:
        if not isinstance(plain, Mapping):
            raise reader.refused(path, ja="項目(名前: 値)で書いてください", en="write fields (name: value)")
        return {str(key): read_one(reader, item, (*path, str(key))) for key, item in plain.items()}

    return read, lambda held: {key: write_one(item) for key, item in held.items()}
