"""Write docs/pictures/demo.svg: what `make demo` shows, drawn from a demo that is really run."""

import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from vigie.cli.demo import SEED
from vigie.cli.explain import explained
from vigie.cli.listing import print_profiles
from vigie.lake import Lake
from vigie.lake.sources import Settings
from vigie.pipeline import Options, ingest, run
from vigie.records.progress import Silence
from vigie.world.build import Order, build_world

PICTURE = Path(__file__).parents[1] / "pictures" / "demo.svg"
SHOWN = 3
LINES = 30
FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def draw() -> str:
    """The picture as SVG; its fonts are the reader's own, so that nothing is fetched."""
    console = Console(record=True, width=118, file=io.StringIO(), highlight=False)
    with TemporaryDirectory() as folder:
        world, lake = Path(folder) / "world", Lake(Path(folder) / "lake")
        build_world(Order(ads=5000, seed=SEED, images=600), world)
        ingest(lake, [world / "ads.jsonl"], Settings(), Silence())
        made = run(lake, Options(), Silence())
        console.print(Text("$ make demo", style="bold green"))
        print_profiles(made, SHOWN, console=console)
        first = made.table("findings", ["profile_id"])["profile_id"][0].as_py()
        console.print(Text(f"\n$ vigie explain {first}", style="bold green"))
        for line in explained(lake.home, first, 3).splitlines()[:LINES]:
            console.print(Text(line), soft_wrap=True)
        console.print(Text("…", style="dim"))
    picture = console.export_svg(title="vigie", unique_id="vigie")
    return FONTS.sub("", picture).replace("Fira Code", "ui-monospace")


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw(), "utf-8")
