"""Whether a flight out of New York arrives more than 15 minutes late."""

from datetime import timedelta

from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.project import DerivedTable, ModelDefinition, Project, RawTable
from lakestage_pipelines.projects.flight_delay import cleaned, features, model, schema, source
from lakestage_pipelines.splits import SplitByTime

FLIGHT_DELAY = Project(
    name="flight-delay",
    raw={
        schema.RAW_FLIGHTS: RawTable(
            primary_key=("year", "month", "day", "origin", "carrier", "flight"),
            version=source.source_version,
            read=source.read_flights,
            timestamp="time_hour",
            replay=source.ARRIVING,
        ),
        schema.RAW_WEATHER: RawTable(
            primary_key=("origin", "time_hour"),
            version=source.source_version,
            read=source.read_weather,
            timestamp="time_hour",
            replay=source.ARRIVING,
        ),
    },
    cleaned={
        schema.FLIGHTS: DerivedTable(
            primary_key=(schema.KEY,),
            reads=(schema.RAW_FLIGHTS,),
            build=cleaned.flights,
            timestamp=schema.TIMESTAMP,
            # The raw time is the hour, and the flight's is within it.
            looks_back=timedelta(hours=1),
            constraints={"leaves_from_new_york": "origin IN ('EWR', 'JFK', 'LGA')", "flies_somewhere": "distance > 0"},
        ),
        schema.REPORTS: DerivedTable(
            primary_key=("origin", "reported_at"),
            reads=(schema.RAW_WEATHER,),
            build=cleaned.weather,
            timestamp="reported_at",
        ),
    },
    tables={
        "flight_features": DerivedTable(
            primary_key=(schema.KEY,),
            reads=(schema.FLIGHTS, schema.REPORTS),
            build=features.build,
            timestamp=schema.TIMESTAMP,
            looks_back=features.LOOKS_BACK,
            constraints={"late_is_yes_or_no": f"{schema.LABEL} IS NULL OR {schema.LABEL} IN (0, 1)"},
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
            search=model.search,
            slices=("carrier", "origin"),
            trusted_types=model.TRUSTED_TYPES,
        )
    },
)
