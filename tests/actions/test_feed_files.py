"""Feed files: however a file comes to be written, each of its lines is read once, whole and in order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from signage.actions.feed_files import MOST_BYTES, Mark, lines_since
from tests.actions.feed_office import TEN

PIECES = st.lists(st.binary(max_size=40) | st.sampled_from([b"\n", b"\r\n", b"4", b"2\n", b"\0"]), max_size=12)


def read_all(path: Path, mark: Mark) -> tuple[list[bytes], Mark]:
    """Until nothing more comes."""
    lines: list[bytes] = []
    while True:
        found = lines_since(path, mark, at=TEN)
        lines, mark = lines + list(found.lines), found.mark
        if not found.lines:
            return lines, mark


@given(PIECES)
def test_in_whatever_pieces_a_file_grows_its_lines_are_the_same(pieces: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        path, mark, lines = Path(folder) / "log", Mark(), list[bytes]()
        path.touch()
        for piece in pieces:
            with path.open("ab") as file:
                file.write(piece)
            found, mark = read_all(path, mark)
            lines += found

    assert lines == b"".join(pieces).split(b"\n")[:-1]


@given(PIECES, PIECES)
def test_a_file_that_takes_anothers_place_is_read_after_the_rest_of_the_first(
    first: list[bytes], second: list[bytes]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        path.write_bytes(b"first\n")
        _, mark = read_all(path, Mark())
        with path.open("ab") as file:
            file.write(b"".join([*first, b"\n"]))
        path.rename(path.with_name("log.1"))
        path.write_bytes(b"".join([*second, b"\n"]))

        lines, _ = read_all(path, mark)
        more, _ = read_all(path, mark)

    assert lines == more == [*b"".join(first).split(b"\n"), *b"".join(second).split(b"\n")]


def test_a_line_without_any_end_is_passed_over_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"x" * (2 * MOST_BYTES + 10) + b"\nlast\n")

    lines, mark = read_all(path, Mark())

    assert [len(line) for line in lines] == [MOST_BYTES, MOST_BYTES, 10, 4]
    assert mark.offset == path.stat().st_size
