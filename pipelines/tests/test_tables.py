"""What tables do."""

from collections.abc import Sequence

import pytest
from conftest import CATALOG
from pyspark.sql import DataFrame

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.tables.selection import Selection
from lakestage_pipelines.tables.tables import Merged, Shape, Tables, VersionGone, must_have

Row = tuple[int, float | None, int | None]


@pytest.fixture
def tables(all_tables: Tables) -> Tables:
    return all_tables


@pytest.fixture
def name(schema: str) -> str:
    return f"{CATALOG}.{schema}.visits"


def visits(tables: Tables, rows: Sequence[Row]) -> DataFrame:
    written = [(f"patient-{number}", weight, seen) for number, weight, seen in rows]
    frame = tables.spark.createDataFrame(written, "id string, weight double, seen bigint")
    return frame.selectExpr("id", "timestamp '2013-03-01 10:00:00' AS at", "weight", "seen")


def write(tables: Tables, name: str, *rows: Row, whole: str | None = "true") -> Merged:
    frame = visits(tables, rows)
    tables.create(name, Shape(frame.schema, ("id",), "at", {"weighs_something": "weight IS NULL OR weight > 0"}))
    return tables.merge(name, frame, ["id"], whole=whole)


def stored(tables: Tables, name: str) -> list[Row]:
    rows = tables.rows(name).orderBy("id").collect()
    return [(int(row["id"].removeprefix("patient-")), row["weight"], row["seen"]) for row in rows]


def test_a_table_is_made_with_its_key_and_constraints(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70.5, 1), (2, None, None))
    assert stored(tables, name) == [(1, 70.5, 1), (2, None, None)]
    assert dict(tables.rows(name).dtypes)["at"] == "timestamp"
    with pytest.raises(Exception, match="weighs_something"):
        write(tables, name, (3, -1.0, 1))
    with pytest.raises(Exception, match="NOT_NULL"):
        tables.spark.sql(f"INSERT INTO {name} VALUES (NULL, NULL, 1, 1)")
    assert stored(tables, name) == [(1, 70.5, 1), (2, None, None)]


def test_a_merge_adds_what_is_new_changes_what_differs_and_removes_the_rest(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1), (2, 80, None), (3, 90, 1))
    assert write(tables, name, (1, 70, 1), (2, 80, 5), (4, 60, 1)) == Merged(added=1, changed=1, removed=1)
    assert stored(tables, name) == [(1, 70, 1), (2, 80, 5), (4, 60, 1)]


def test_a_merge_of_the_same_rows_writes_none(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, None))
    version = tables.version(name)
    assert write(tables, name, (1, 70, None)) == Merged(0, 0, 0)
    assert tables.changed_from(name, version, "at") is None


def test_a_merge_of_a_part_leaves_other_rows(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1), (2, 80, 2))
    write(tables, name, (3, 90, 3), whole="target.seen >= 2")
    assert stored(tables, name) == [(1, 70, 1), (3, 90, 3)]
    write(tables, name, (4, 60, 4), whole=None)
    assert [row[0] for row in stored(tables, name)] == [1, 3, 4]


def test_circumstances_alone_are_no_change(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1))
    rows = visits(tables, [(1, 70, 2), (2, 80, 2)])
    assert tables.merge(name, rows, ["id"], circumstances=["seen"]) == Merged(1, 0, 0)
    assert stored(tables, name) == [(1, 70, 1), (2, 80, 2)]


def test_adding_leaves_what_is_there(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1))
    assert tables.add(name, visits(tables, [(1, 99, 9), (2, 80, 2)]), ["id"]).added == 1
    assert stored(tables, name) == [(1, 70, 1), (2, 80, 2)]


def test_filling_sets_only_what_is_missing_of_rows_that_are_there(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, None), (2, 80, 2))
    rows = visits(tables, [(1, 0.5, 5), (2, 0.5, 6), (3, 0.5, 7)]).select("id", "seen")
    assert tables.fill(name, rows, ["id"], "seen").changed == 1
    assert stored(tables, name) == [(1, 70, 5), (2, 80, 2)]


def test_an_earlier_version_can_be_read_until_it_is_gone(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1))
    version = tables.version(name)
    write(tables, name, (2, 80, 2))
    assert [row["id"] for row in tables.rows(name, version).collect()] == ["patient-1"]

    tables.spark.conf.set("spark.databricks.delta.retentionDurationCheck.enabled", "false")
    tables.spark.sql(f"VACUUM {name} RETAIN 0 HOURS")
    for gone in (version, 77):
        with pytest.raises(VersionGone, match=f"version {gone} of {name} is no longer kept"), tables.kept(name, gone):
            tables.rows(name, gone).collect()


def test_what_changed_since_a_commit_is_known_by_its_time(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1))
    version = tables.version(name)
    assert tables.changed_from(name, version, "at") is None
    tables.set_inputs(name, {"rows": 1})
    assert tables.changed_from(name, version, "at") is None
    assert tables.inputs(name) == {"rows": 1}
    write(tables, name, (1, 75, 1))
    assert tables.changed_from(name, version, "at") == "2013-03-01 10:00:00"


def test_a_copy_is_of_one_version_which_it_names(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1))
    write(tables, name, (2, 80, 2))
    version = tables.copy(name, f"{name}_copy", Selection())
    assert stored(tables, f"{name}_copy") == [(2, 80, 2)]
    assert version == tables.version(name)
    named = {"lakestage.source": name, "lakestage.sourceVersion": str(version)}
    assert tables.properties(f"{name}_copy").items() >= named.items()


def test_a_copy_has_the_chosen_columns_and_rows_and_replaces_the_one_before(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1), (2, 80, 2), (3, None, 3))
    tables.copy(name, f"{name}_copy", Selection())
    tables.copy(name, f"{name}_copy", Selection(("id", "seen"), where="weight > 75 OR weight IS NULL"))
    rows = tables.rows(f"{name}_copy").orderBy("id").collect()
    assert [row.asDict() for row in rows] == [{"id": "patient-2", "seen": 2}, {"id": "patient-3", "seen": 3}]


def test_a_copy_of_a_fraction_takes_about_so_many_of_the_rows_that_meet_the_condition(
    tables: Tables, name: str
) -> None:
    tables.spark.sql(f"CREATE SCHEMA IF NOT EXISTS {name.rsplit('.', 1)[0]}")
    tables.spark.sql(f"CREATE TABLE {name} USING DELTA AS SELECT id FROM range(2000)")
    tables.copy(name, f"{name}_copy", Selection(where="id < 1000", fraction=0.5))
    [[count, most]] = tables.rows(f"{name}_copy").selectExpr("count(*)", "max(id)").collect()
    assert 400 < count < 600  # noqa: PLR2004
    assert most < 1000  # noqa: PLR2004


def test_a_column_that_is_not_there_is_named(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1))
    with pytest.raises(TaskError, match=f"{name} lacks columns that the task needs: height; run the task"):
        must_have(name, tables.rows(name), ("id", "height"))


def test_a_table_that_is_not_there_is_named(tables: Tables, name: str) -> None:
    rows = visits(tables, [(1, 1, 1)])
    for use in (
        lambda: tables.rows(name),
        lambda: tables.version(name),
        lambda: tables.copy(name, f"{name}_copy", Selection()),
        lambda: tables.merge(name, rows, ["id"]),
    ):
        with pytest.raises(TaskError, match=f"the table {name} does not exist"):
            use()


def test_a_dropped_table_is_gone(tables: Tables, name: str) -> None:
    write(tables, name, (1, 70, 1))
    assert tables.names(name.rsplit(".", 1)[0]) == ["visits"]
    tables.drop(name)
    tables.drop(name)
    assert not tables.exists(name)
    assert tables.names(f"{CATALOG}.no_such_schema") == []
