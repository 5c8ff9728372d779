"""Whether a flight out of New York arrives more than 15 minutes late."""

from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.project import FeatureTable, ModelDefinition, Project
from lakestage_pipelines.projects.flight_delay import model, schema, source
from lakestage_pipelines.splits import SplitByTime

FLIGHT_DELAY = Project(
    name="flight-delay",
    tables={
        "flight_features": FeatureTable(
            primary_key=(schema.KEY,), build=source.build_features, timestamp=schema.TIMESTAMP
        )
    },
    models={
        "flight_delay": ModelDefinition(
            task=ModelTask.CLASSIFICATION,
            table="flight_features",
            features=schema.FEATURES,
            label=schema.LABEL,
            split=SplitByTime(schema.TIMESTAMP, days=28),
            hyperparameters=model.Hyperparameters,
            build=model.build,
            slices=("carrier", "origin"),
            trusted_types=model.TRUSTED_TYPES,
        )
    },
)
