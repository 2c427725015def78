"""Makes the files of this folder again, byte for byte: `uv run python samples/make.py [FOLDER]`.

They are a cut through a small synthetic world: everything in them is invented.
"""

import csv
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable
from datetime import datetime
from html import escape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from PIL import Image
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from vigie.world.build import Order, build_world
from vigie.world.habits import Habits

HERE = Path(__file__).parent
SEED = 14
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
Row = dict[str, Any]


def rows_of(folder: Path) -> list[Row]:
    """The ads of a small world in which a few parties post often."""
    habits = Habits(days=60, controlled_share=0.25, spam_share=0.1, ads_scale=0.6)
    build_world(Order(ads=260, images=60, seed=SEED, habits=habits), folder)
    with (folder / "ads.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write_jsonl(rows: list[Row], world: Path, out: Path) -> None:
    """The first 40 ads in English, with small copies of their pictures."""
    chosen = [row for row in rows if row["region"] in ("US", "GB", "CA")][:40]
    left = 8
    for row in chosen:
        row["images"] = row["images"][:left]
        left -= len(row["images"])
        for at, name in enumerate(row["images"]):
            small = f"images/{Path(name).name}"
            with Image.open(world / name) as picture:
                picture.thumbnail((240, 240))
                picture.save(out / small, "JPEG", quality=80)
            row["images"][at] = small
    text = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in chosen)
    (out / "ads.jsonl").write_text(text, encoding="utf-8")


def write_csv(rows: list[Row], out: Path) -> None:
    """Ads in French under French headings, with semicolons and dates in words."""
    page = StringIO()
    table = csv.writer(page, delimiter=";", lineterminator="\r\n")
    table.writerow(["Référence", "Site", "Publié le", "Titre", "Annonce", "Ville", "Lien"])
    for row in [row for row in rows if row["region"] == "FR"][:20]:
        posted = datetime.strptime(row["posted_at"], "%Y-%m-%dT%H:%M:%S%z")
        said = f"{posted.day} {MONTHS[posted.month - 1]} {posted:%Y %H:%M}"
        cells = (row["native_id"], row["source"], said, row["title"], row["text"], row["location"])
        table.writerow([*cells, row["url"]])
    (out / "ads.csv").write_text(page.getvalue(), encoding="utf-8", newline="")


PAGE = """<!doctype html><html lang="es"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="{url}"><meta property="article:published_time" content="{posted}">
</head><body><nav>Inicio &gt; Anuncios</nav><article data-ad-id="{id}"><h1>{title}</h1>
<p itemprop="address">{place}</p><div itemprop="description">{text}</div></article>
<footer>Todos los anuncios son inventados.</footer></body></html>
"""


def write_warc(rows: list[Row], out: Path) -> None:
    """Pages in Spanish, as a crawler captured them."""
    with (out / "page.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, row in enumerate(_spanish(rows), start=1):
            fields = {name: escape(str(row[name])) for name in ("title", "url")}
            text = escape(row["text"]).replace("\n", "<br>")
            page = PAGE.format(
                id=row["native_id"], posted=row["posted_at"], place=escape(row["location"]),
                text=text, **fields,
            )  # fmt: skip
            writer.write_record(_record(writer, row, page.encode(), number))


def _spanish(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["region"] in ("ES", "MX") and row["title"]][:6]


def _record(writer: WARCWriter, row: Row, page: bytes, number: int) -> Any:
    answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
    named = {
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date": row["collected_at"],
    }
    return writer.create_warc_record(
        row["url"], "response", payload=BytesIO(page), http_headers=answer, warc_headers_dict=named
    )


def make(out: Path) -> None:
    """Write every sample into the folder."""
    shutil.rmtree(out / "images", ignore_errors=True)
    (out / "images").mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        rows = rows_of(Path(folder))
        write_csv(rows, out)
        write_warc(rows, out)
        write_jsonl(rows, Path(folder), out)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
