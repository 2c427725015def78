"""The samples are what their script makes, and are small."""

import gzip
import subprocess
import sys
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"


def test_the_script_makes_the_files_that_are_there(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLES / "make.py", tmp_path], check=True)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {path.relative_to(SAMPLES) for path in SAMPLES.rglob("*") if path.is_file()}
    assert made == kept - {Path("README.md"), Path("make.py")}
    for name in made:
        old, new = (SAMPLES / name).read_bytes(), (tmp_path / name).read_bytes()
        if name.suffix == ".gz":
            old, new = gzip.decompress(old), gzip.decompress(new)
        assert old == new, name


def test_the_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*")) < 200_000
