"""What a cluster's runtime gives to task code under this name: `databricks.sdk.runtime` takes `dbutils` from here."""

from typing import Any

from dbruntime.dbutils import DBUtils


class _LazySpark:
    """The Spark session, made when it is first used: most tasks that may use it never do."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        from pyspark.sql import SparkSession  # noqa: PLC0415

        return getattr(SparkSession.builder.getOrCreate(), name)


class UserNamespaceInitializer:
    """Makes the names that notebooks and files find without an import."""

    _instance: "UserNamespaceInitializer | None" = None

    def __init__(self) -> None:
        spark = _LazySpark()
        self._names: dict[str, Any] = {
            "dbutils": DBUtils(),
            "spark": spark,
            # Spark is not asked before they are called.
            "sql": lambda text: spark.sql(text),  # noqa: PLW0108
            "table": lambda name: spark.table(name),  # noqa: PLW0108
            "display": _display,
            "displayHTML": print,
        }

    @classmethod
    def getOrCreate(cls) -> "UserNamespaceInitializer":
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def get_namespace_globals(self) -> dict[str, Any]:
        return dict(self._names)


def _display(shown: Any = None, *_: Any, **__: Any) -> None:  # noqa: ANN401
    print(shown)
