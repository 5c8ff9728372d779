"""A version's predictions of rows, computed by Spark's workers."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlflow.entities.model_registry import ModelVersion
from pyspark import cloudpickle
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import DoubleType, StructField, StructType
from skops.io import dumps

from lakestage_pipelines import prediction
from lakestage_pipelines.evaluation import classifies
from lakestage_pipelines.prediction import PREDICTION, PROBABILITY, predictor
from lakestage_pipelines.project import DerivedTable, ModelDefinition
from lakestage_pipelines.registry import boundary_of, load, uri_of
from lakestage_pipelines.tables.tables import Shape

PREDICTED_AT = "predicted_at"

# Workers have the packages of the lock file, and not always this one.
cloudpickle.register_pickle_by_value(prediction)


@dataclass(frozen=True)
class Scoring:
    """How the rows of a feature table are scored."""

    definition: ModelDefinition
    table: DerivedTable
    run_id: str

    @property
    def key(self) -> tuple[str, ...]:
        """What tells predictions apart."""
        return (*self.table.primary_key, "model_version")

    @property
    def columns(self) -> tuple[str, ...]:
        """What must be known of a row."""
        return tuple(dict.fromkeys((*self._carried, self.definition.split.column, *self.definition.features)))

    def not_learned(self, version: ModelVersion) -> Column:
        """Whether the version has not learned from a row."""
        return self.definition.split.held_out(boundary_of(version))

    def predictions(self, rows: DataFrame, version: ModelVersion) -> DataFrame:
        """A prediction for each row; its label is null until it is known."""
        definition = self.definition
        function = predictor(
            dumps(load(uri_of(version))),
            definition.trusted_types,
            definition.features,
            self._carried,
            classifies=classifies(definition),
        )
        said = [PREDICTION, *([PROBABILITY] if classifies(definition) else [])]
        types = {field.name: field for field in rows.schema}
        schema = StructType(
            [*(types[name] for name in self._carried), *(StructField(name, DoubleType()) for name in said)]
        )
        label = "bigint" if classifies(definition) else "double"
        return (
            rows.select(*self.columns)
            .mapInPandas(function, schema)
            .select(
                *self._carried,
                *said,
                # Not known yet, or not to be known: the monitor task fills it in.
                F.lit(None).cast(label).alias(definition.label),
                F.lit(version.name).alias("model_name"),
                F.lit(str(version.version)).alias("model_version"),
                F.current_timestamp().alias(PREDICTED_AT),
                F.lit(self.run_id).alias("run_id"),
            )
        )

    def shape(self, predictions: DataFrame) -> Shape:
        """What the table of predictions is made as."""
        return Shape(predictions.schema, self.key)

    @property
    def _carried(self) -> Sequence[str]:
        """Columns that a prediction keeps of its row: to find it again, and to split metrics by."""
        time = [self.table.timestamp] if self.table.timestamp else []
        return list(dict.fromkeys([*self.table.primary_key, *time, *self.definition.slices]))
