"""A real Spark cluster on loopback gives the run that one machine gives."""

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from vigie.engines import Choice, LocalEngine, SparkEngine, open_engine
from vigie.engines.engine import sql_names, sql_text
from vigie.engines.errors import EngineAbsent, EngineUnknown
from vigie.engines.spark import spark_sql
from vigie.lake import Lake
from vigie.lake.sources import Settings
from vigie.pipeline import Options, ingest, run
from vigie.records.progress import Silence
from vigie.world.build import Order, build_world

COMMAND = "from vigie.cli import main; main()"
QUICK = {
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.host": "127.0.0.1",
    "spark.executor.memory": "512m",
}


def spark_home() -> Path:
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None or shutil.which("java") is None:
        # Java is a system part (`make system`), which CI installs; a newcomer may be without.
        pytest.skip("Spark needs Java 17 and `uv sync --extra spark`: not tested here")
    return Path(found.origin).parent


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def spark(tmp_path: Path) -> dict[str, str]:
    """The environment in which Spark's parts run: on loopback, with small settings."""
    settings = tmp_path / "conf"
    settings.mkdir()
    lines = [f"{name} {value}" for name, value in QUICK.items()]
    (settings / "spark-defaults.conf").write_text("\n".join(lines))
    return os.environ | {
        "SPARK_HOME": str(spark_home()),
        "SPARK_CONF_DIR": str(settings),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_DAEMON_MEMORY": "256m",
    }


@pytest.fixture
def master(spark: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """A standalone master and two workers, each a process of its own; ended afterwards."""
    address = ["--host", "127.0.0.1", "--webui-port", "0"]
    port = free_port()
    url = f"spark://127.0.0.1:{port}"
    worker = ["--cores", "1", "--memory", "700m", "--work-dir", str(tmp_path / "work"), url]
    started = {
        "master.Master": ([*address, "--port", str(port)], 1),
        "worker.Worker": ([*address, *worker], 2),
    }
    with ExitStack() as processes:
        for part, (arguments, count) in started.items():
            for number in range(count):
                log = processes.enter_context((tmp_path / f"{part}-{number}.log").open("wb"))
                call = [
                    str(spark_home() / "bin" / "spark-class"),
                    f"org.apache.spark.deploy.{part}",
                ]
                process = subprocess.Popen([*call, *arguments], env=spark, stdout=log, stderr=log)
                processes.callback(ended, process)
        wait_for(tmp_path / "master.Master-0.log", "Registering worker", 2)
        yield url


def ended(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(log: Path, words: str, times: int) -> None:
    deadline = time.monotonic() + 120
    while log.read_text(errors="replace").count(words) < times:
        assert time.monotonic() < deadline, log.read_text(errors="replace")[-2000:]
        time.sleep(0.2)


def run_files(lake: Lake) -> dict[str, bytes]:
    folder = lake.needed_run().folder
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_workers_give_the_run_that_one_machine_gives(
    master: str, spark: dict[str, str], tmp_path: Path
) -> None:
    build_world(Order(ads=240, seed=11, images=12), tmp_path / "world")
    here, there = Lake(tmp_path / "here"), Lake(tmp_path / "there")
    ingest(here, [tmp_path / "world" / "ads.jsonl"], Settings(), Silence())
    shutil.copytree(here.home, there.home)
    run(here, Options(processes=1), Silence())
    call = [sys.executable, "-c", COMMAND, "run", "--home", str(there.home), "--processes", "1"]
    done = subprocess.run(
        [*call, "--engine", "spark", "--master", master],
        env=spark,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert run_files(there) == run_files(here)
    assert here.needed_run().table("links").num_rows > 0


@pytest.mark.parametrize("name", sql_names())
def test_a_query_keeps_its_parameters_and_tables_in_the_other_dialect(name: str) -> None:
    made = spark_sql(sql_text(name))
    assert "$" not in made
    assert made.count("JOIN") == sql_text(name).count("JOIN")
    if "$at_least" in sql_text(name):
        assert ":at_least" in made


def test_an_engine_is_opened_by_its_name(tmp_path: Path) -> None:
    assert isinstance(open_engine(Choice(), tmp_path), LocalEngine)
    assert isinstance(open_engine(Choice("spark", master="local[1]"), tmp_path), SparkEngine)


@pytest.mark.parametrize("choice", [Choice("oracle"), Choice("spark"), Choice("")])
def test_a_name_that_is_no_engine_is_wrong_use(choice: Choice, tmp_path: Path) -> None:
    with pytest.raises(EngineUnknown, match="local, spark"):
        open_engine(choice, tmp_path)


def test_spark_that_is_not_installed_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with (
        pytest.raises(EngineAbsent, match="extra spark"),
        open_engine(Choice("spark", master="local[1]"), tmp_path),
    ):
        pass
