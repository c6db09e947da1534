"""Papers: known by their content, limited in size and number, kept under safe names."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from tests.branch.matters import branch_matter
from tests.harness.village import SmallVillage
from webapp.branch.attachments import queries, rules
from webapp.branch.matters import operations
from webapp.branch.matters.models import Attachment
from webapp.core.errors import Conflict, InvalidInput, NotPermitted, RuleBroken

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"


def workbook() -> bytes:
    made = io.BytesIO()
    Workbook().save(made)
    return made.getvalue()


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as box:
        for name in names:
            box.writestr(name, "<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.4\n", "quote.exe", rules.PDF),
        (PNG, "photo.jpg", rules.PNG),
        (b"\xff\xd8\xff\xe0JFIF", "photo", rules.JPEG),
        ("户号,姓名\n1,张三".encode(), "list.csv", rules.CSV),
        ("户号,姓名\n1,张三".encode("gb18030"), "list.CSV", rules.CSV),
        ("说明".encode(), "readme.html", rules.TEXT),
        (workbook(), "table.pdf", rules.XLSX),
        (archive("[Content_Types].xml", "word/document.xml"), "letter.docx", rules.DOCX),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, name: str, kind: str) -> None:
    assert rules.media_type_of(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "empty.pdf", "attachment.size"),
        (b"a" * (rules.MOST_BYTES + 1), "large.txt", "attachment.size"),
        (b"MZ\x90\x00\x03", "photo.png", "attachment.kind"),
        (b"GIF89a\x01\x00\x01\x00\x00", "photo.gif", "attachment.kind"),
        (archive("a.txt"), "papers.zip", "attachment.kind"),
        (archive("word/document.xml"), "half.docx", "attachment.kind"),
        (b"PK\x03\x04broken", "broken.xlsx", "attachment.kind"),
        (archive("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "macro.xlsx", "attachment.program"),
        (b"\x00\x01\x02\x03", "data.csv", "attachment.kind"),
    ],
)
def test_what_is_not_taken(content: bytes, name: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        rules.media_type_of(content, name)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\papers\\报价.pdf", "报价.pdf"),
        ("报价\u202efdp.exe", "报价fdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("..", "paper.pdf"),
        ("", "paper.pdf"),
        ("PHOTO.PDF", "PHOTO.PDF"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_are_kept_without_tricks(given: str, kept: str) -> None:
    assert rules.clean_name(given, rules.PDF) == kept


@pytest.mark.both_databases
def test_a_paper_is_kept_byte_for_byte(village: SmallVillage) -> None:
    matter = branch_matter(village)
    content = PNG + bytes(range(256)) * 4000
    paper = operations.add_attachment(village.ctx("branch_member"), matter.id, "现场.png", content)
    session = village.ctx("clerk").session
    assert queries.content_of(session, paper.id) == content
    assert (paper.size, paper.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert queries.attachment_of(session, branch_matter(village).id, paper.id) is None


@pytest.mark.both_databases
def test_the_same_file_twice_and_the_twenty_first_are_refused(village: SmallVillage) -> None:
    matter = branch_matter(village)
    for n in range(rules.MOST_PAPERS):
        operations.add_attachment(village.ctx("clerk"), matter.id, f"{n}.txt", b"paper %d" % n)
        if n == 0:
            with pytest.raises(Conflict, match=r"attachment\.twice"):
                operations.add_attachment(village.ctx("clerk"), matter.id, "again.txt", b"paper 0")
    with pytest.raises(RuleBroken) as caught:
        operations.add_attachment(village.ctx("clerk"), matter.id, "more.txt", b"one more")
    assert caught.value.blockers[0].code == "attachment.too_many"
    assert len(village.ctx("clerk").session.scalars(select(Attachment.id)).all()) == rules.MOST_PAPERS


def test_a_neighbour_adds_nothing(village: SmallVillage) -> None:
    matter = branch_matter(village)
    with pytest.raises(NotPermitted):
        operations.add_attachment(village.ctx("villager"), matter.id, "a.txt", b"text")
