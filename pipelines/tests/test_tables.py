"""What every implementation of Tables must do."""

import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from deltalake import DeltaTable

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.tables.delta_folder import DeltaFolder
from lakestage_pipelines.tables.selection import Selection
from lakestage_pipelines.tables.tables import Tables, VersionGone

NAME = "dev.chronic.visits"
# A Spark Connect server with Delta, such as sc://127.0.0.1:15002; where one is named, it must pass too.
SPARK_REMOTE = os.environ.get("SPARK_REMOTE")


def spark_tables() -> Iterator[Tables]:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    from lakestage_pipelines.tables.spark_tables import SparkTables  # noqa: PLC0415

    spark = SparkSession.builder.getOrCreate()
    spark.sql("CREATE SCHEMA IF NOT EXISTS chronic")
    yield SparkTables(spark)
    spark.sql("DROP SCHEMA chronic CASCADE")


@pytest.fixture(
    params=[
        "folder",
        pytest.param("spark", marks=pytest.mark.skipif(not SPARK_REMOTE, reason="SPARK_REMOTE names no server")),
    ]
)
def tables(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tables]:
    if request.param == "folder":
        yield DeltaFolder(tmp_path)
    else:
        yield from spark_tables()


@pytest.fixture
def name(tables: Tables) -> str:
    # Spark's own catalog has another name than those of Unity Catalog.
    return NAME if isinstance(tables, DeltaFolder) else NAME.replace("dev.", "spark_catalog.")


def visits(ids: list[int], weights: list[float | None], seen: list[int | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": [f"patient-{number}" for number in ids],
            "at": pd.date_range("2013-03-01T10:00", periods=len(ids), freq="h", tz="UTC").astype("datetime64[us, UTC]"),
            "weight": weights,
            "seen": pd.Series(seen, dtype="Int64"),
        }
    )


def stored(tables: Tables, name: str) -> list[list[object]]:
    frame = tables.read(name)
    assert list(frame.columns) == ["id", "at", "weight", "seen"]
    rows: list[list[object]] = frame.astype(object).where(frame.notna(), None).sort_values("id").to_numpy().tolist()
    return rows


TEN, ELEVEN = pd.Timestamp("2013-03-01T10:00Z"), pd.Timestamp("2013-03-01T11:00Z")


def test_rows_come_back_as_they_were_written(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1, 2], [70.5, None], [1, None]))
    assert stored(tables, name) == [["patient-1", TEN, 70.5, 1], ["patient-2", ELEVEN, None, None]]


def test_columns_and_rows_can_be_chosen_when_reading(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1, 2, 3], [70, 80, None], [1, None, 3]))
    assert tables.read(name, Selection(("id", "seen"), where="weight > 75")).columns.tolist() == ["id", "seen"]
    assert tables.read(name, Selection(("id",), where="weight > 75"))["id"].tolist() == ["patient-2"]
    assert tables.read(name, Selection(("id",), where="seen IS NULL"))["id"].tolist() == ["patient-2"]
    later = tables.read(name, Selection(where="at >= CAST('2013-03-01T12:00:00+00:00' AS TIMESTAMP)"))
    assert later["id"].tolist() == ["patient-3"]
    assert later["at"].tolist() == [ELEVEN + pd.Timedelta(hours=1)]


def test_a_column_that_is_not_there_is_named(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1], [70], [1]))
    with pytest.raises(TaskError, match=f"{name} lacks columns that the task needs: height; run the task"):
        tables.read(name, Selection(("id", "height")))


def test_an_earlier_version_can_be_read(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1], [70], [1]))
    version = tables.version(name)
    tables.overwrite(name, visits([2], [80], [2]))
    assert tables.read(name, Selection(("id",)), version)["id"].tolist() == ["patient-1"]


def test_a_version_that_is_no_longer_kept_is_told(tmp_path: Path) -> None:
    tables = DeltaFolder(tmp_path)
    tables.overwrite(NAME, visits([1], [70], [1]))
    tables.overwrite(NAME, visits([2], [80], [2]))
    DeltaTable(tables.path(NAME)).vacuum(0, enforce_retention_duration=False, dry_run=False)
    for version in (0, 7):
        with pytest.raises(VersionGone, match=f"version {version} of {NAME} is no longer kept"):
            tables.read(NAME, version=version)


def test_overwriting_leaves_no_earlier_row_or_column(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1, 2], [70, 80], [1, 1]).assign(other=1.0))
    tables.overwrite(name, visits([3], [60], [0]))
    assert stored(tables, name) == [["patient-3", TEN, 60, 0]]


def test_every_write_is_one_commit(tables: Tables, name: str) -> None:
    assert not tables.exists(name)
    tables.overwrite(name, visits([1], [70], [1]))
    first = tables.version(name)
    tables.upsert(name, visits([1, 2], [71, 80], [1, 1]), key=["id"])
    assert tables.version(name) == first + 1


def test_upserting_replaces_by_key_and_adds_the_rest(tables: Tables, name: str) -> None:
    tables.upsert(name, visits([1, 2], [70, 80], [1, None]), key=["id"])
    tables.upsert(name, visits([2, 3], [81, 90], [2, 3]), key=["id"])
    assert stored(tables, name) == [
        ["patient-1", TEN, 70, 1],
        ["patient-2", TEN, 81, 2],
        ["patient-3", ELEVEN, 90, 3],
    ]


def test_updating_sets_only_given_columns_of_rows_that_are_there(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1, 2], [70, 80], [None, None]))
    tables.update(name, visits([2, 3], [0, 0], [5, 6])[["id", "seen"]], key=["id"])
    assert stored(tables, name) == [["patient-1", TEN, 70, None], ["patient-2", ELEVEN, 80, 5]]


def copied(tables: Tables, name: str, selection: Selection) -> pd.DataFrame:
    tables.copy(name, f"{name}_copy", selection)
    return tables.read(f"{name}_copy").sort_values("id").reset_index(drop=True)


def test_a_copy_is_of_one_version_which_it_names(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1], [70], [1]))
    tables.overwrite(name, visits([2], [80], [2]))
    version = tables.copy(name, f"{name}_copy", Selection())
    assert stored(tables, f"{name}_copy") == [["patient-2", TEN, 80, 2]]
    assert version == tables.version(name)
    assert (
        tables.properties(f"{name}_copy").items()
        >= {
            "lakestage.source": name,
            "lakestage.sourceVersion": str(version),
        }.items()
    )


def test_a_copy_has_the_chosen_columns_and_rows(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1, 2, 3], [70, 80, None], [1, 2, 3]))
    frame = copied(tables, name, Selection(("id", "seen"), where="weight > 75 OR weight IS NULL"))
    assert frame.to_numpy().tolist() == [["patient-2", 2], ["patient-3", 3]]


def test_a_copy_of_a_fraction_takes_about_so_many_of_the_rows_that_meet_the_condition(
    tables: Tables, name: str
) -> None:
    count = 2000
    tables.overwrite(name, visits(list(range(count)), [70.0] * count, list(range(count))))
    frame = copied(tables, name, Selection(where="seen < 1000", fraction=0.5))
    assert 400 < len(frame) < 600  # noqa: PLR2004
    assert frame["seen"].max() < 1000  # noqa: PLR2004


def test_a_copy_replaces_the_one_before_with_its_columns(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1, 2], [70, 80], [1, 2]))
    copied(tables, name, Selection())
    frame = copied(tables, name, Selection(("id",), where="seen = 2"))
    assert frame.to_dict("list") == {"id": ["patient-2"]}


def test_a_table_that_is_not_there_is_named(tables: Tables, name: str) -> None:
    for use in (tables.read, tables.version):
        with pytest.raises(TaskError, match=f"the table {name} does not exist"):
            use(name)
    with pytest.raises(TaskError, match=f"the table {name} does not exist"):
        tables.copy(name, f"{name}_copy", Selection())
    with pytest.raises(TaskError, match=f"the table {name} does not exist"):
        tables.update(name, visits([1], [1], [1]), key=["id"])


def test_a_dropped_table_is_gone(tables: Tables, name: str) -> None:
    tables.overwrite(name, visits([1], [70], [1]))
    tables.drop(name)
    tables.drop(name)
    assert not tables.exists(name)
