"""Pictures come in on their page: chosen, dropped, pasted, without a script; each with its own progress and fault."""

from __future__ import annotations

import io
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from signage.store.database import open_database
from signage.store.uploads import uploads
from tests.web.conftest import Office
from tests.web.hostile_files import a_picture

pytestmark = pytest.mark.browser

FIELD = 'input[type="file"]'


def a_file(name: str, content: bytes | None = None) -> dict[str, Any]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": a_picture() if content is None else content}


def named(office: Office) -> set[str]:
    """What was taken in."""
    db = open_database(office.stand_in.folder / "data")
    names = {upload.name for upload in uploads(db).values()}
    db.close()
    return names


def of_size(width: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 50), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def shelf(office: Office, page: Any) -> Any:
    office.sign_in(page, "editor")
    page.goto(f"{office.address}/uploads")
    return page


def test_each_of_many_files_is_taken_or_says_what_is_wrong(shelf: Any, office: Office) -> None:
    shelf.set_input_files(FIELD, [a_file("祭り.jpg"), a_file("案内.pdf", b"%PDF-1.7"), a_file("花.jpg", of_size(90))])

    shelf.wait_for_selector(".upload-line.is-done >> nth=1")
    fault = shelf.text_content(".upload-line .fault")
    assert "PDF はまだ取り込めません" in fault
    assert named(office) == {"祭り.jpg", "花.jpg"}
    assert Axe().run(shelf, options={"resultTypes": ["violations"]}).response["violations"] == []

    shelf.click('button[aria-label="外す: 案内.pdf"]')

    shelf.wait_for_selector(".shelf-one >> nth=1")
    assert shelf.locator(".upload-line").count() == 0
    assert shelf.locator("h2 .quiet").text_content() == "2枚の画像"


@pytest.mark.parametrize("gesture", ["drop", "paste"])
def test_files_that_are_dropped_or_pasted_come_in(shelf: Any, office: Office, gesture: str) -> None:
    handed = shelf.evaluate_handle(
        """async () => {
            const canvas = new OffscreenCanvas(40, 30);
            canvas.getContext("2d").fillRect(0, 0, 20, 30);
            const handed = new DataTransfer();
            handed.items.add(new File([await canvas.convertToBlob()], "image.png", { type: "image/png" }));
            return handed;
        }"""
    )
    if gesture == "drop":
        shelf.dispatch_event(".drop", "drop", {"dataTransfer": handed})
    else:
        paste = "new ClipboardEvent('paste', { clipboardData: handed, bubbles: true, cancelable: true })"
        shelf.evaluate(f"(handed) => document.body.dispatchEvent({paste})", handed)

    shelf.wait_for_selector(".shelf-one")
    assert named(office) == {"image.png"}


def test_an_upload_that_is_stopped_leaves_nothing(shelf: Any, office: Office) -> None:
    shelf.route("**/uploads", lambda route: None)  # never answered
    shelf.set_input_files(FIELD, [a_file("a.jpg"), a_file("b.jpg")])

    for name in ("b.jpg", "a.jpg"):
        shelf.click(f'button[aria-label="やめる: {name}"]')

    assert shelf.locator(".upload-line").count() == 0
    assert shelf.evaluate("document.activeElement.type") == "file"
    assert named(office) == set()


def test_what_the_network_lost_is_sent_again(shelf: Any, office: Office) -> None:
    shelf.route("**/uploads", lambda route: route.abort(), times=1)
    shelf.set_input_files(FIELD, [a_file("a.jpg")])
    assert "サーバーに届きませんでした" in shelf.text_content(".upload-line .fault")

    shelf.click('button[aria-label="もう一度: a.jpg"]')

    shelf.wait_for_selector(".shelf-one")
    assert named(office) == {"a.jpg"}


def test_without_a_script_the_form_does_the_same(browser: Any, office: Office) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    page = context.new_page()
    office.sign_in(page, "editor")
    page.goto(f"{office.address}/uploads")

    page.set_input_files(FIELD, [a_file("a.jpg"), a_file("b.svg", b"<svg></svg>")])
    page.click("text=取り込む >> nth=-1")

    told = page.text_content("main")
    assert "「a.jpg」を取り込みました。" in told
    assert "「b.svg」: SVG は取り込めません。" in told
    assert named(office) == {"a.jpg"}
    context.close()
