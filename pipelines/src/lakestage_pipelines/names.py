"""Three-level names of tables and models in the project's schemas."""

import re
from dataclasses import dataclass

from lakestage_pipelines.errors import ExitCode, TaskError

_LEVELS_OF_A_NAME_WITHIN_A_CATALOG = 2


@dataclass(frozen=True)
class Namespace:
    """Where a project keeps its tables and models in one environment."""

    catalog: str
    schema: str
    """The project's schema."""
    monitoring_schema: str
    """The schema of the metrics that the monitor task writes."""
    prefix: str = ""
    """Put before every table's and model's own name: an integration test keeps its things apart with it."""

    def table(self, name: str) -> str:
        """The full name of a table, given as `table` in the project's schema or as `schema.table`."""
        levels = name.split(".")
        if len(levels) > _LEVELS_OF_A_NAME_WITHIN_A_CATALOG or not all(levels):
            raise TaskError(
                f'"{name}" is no table name: give table or schema.table, without the catalog', ExitCode.BAD_PARAMETERS
            )
        schema = levels[0] if len(levels) == _LEVELS_OF_A_NAME_WITHIN_A_CATALOG else self.schema
        return f"{self.catalog}.{schema}.{self.prefix}{levels[-1]}"

    def model(self, name: str) -> str:
        """The full name of a registered model."""
        return f"{self.catalog}.{self.schema}.{self.prefix}{name}"

    def metrics_table(self, model: str) -> str:
        """The full name of the table with a model's metrics."""
        return f"{self.catalog}.{self.monitoring_schema}.{self.prefix}{model}_metrics"


_TABLE_VERSION = re.compile(r"(?P<table>[^@]+)@(?P<version>\d+)")


@dataclass(frozen=True)
class TableVersion:
    """A table as it was after one commit."""

    table: str
    """Its three-level name."""
    version: int

    @classmethod
    def parse(cls, text: str) -> "TableVersion | None":
        """Reads `catalog.schema.table@3`; None for anything else."""
        found = _TABLE_VERSION.fullmatch(text)
        return cls(found["table"], int(found["version"])) if found else None

    def __str__(self) -> str:
        return f"{self.table}@{self.version}"


_VERSION_URI = re.compile(r"models:/(?P<model>[^/@]+)/(?P<version>\d+)")


@dataclass(frozen=True)
class ModelVersionUri:
    """One version of a registered model, as tasks hand it to each other."""

    model: str
    """The model's three-level name."""
    version: str

    @classmethod
    def parse(cls, uri: str) -> "ModelVersionUri":
        """Reads `models:/catalog.schema.model/3`."""
        found = _VERSION_URI.fullmatch(uri)
        if not found:
            raise TaskError(
                f'"{uri}" names no model version: give models:/catalog.schema.model/version', ExitCode.BAD_PARAMETERS
            )
        return cls(found["model"], found["version"])

    @property
    def short_name(self) -> str:
        """The model's name without catalog and schema."""
        return self.model.rsplit(".", 1)[-1]

    def __str__(self) -> str:
        return f"models:/{self.model}/{self.version}"
