"""How far diabetes has progressed one year after an examination."""

from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.project import DerivedTable, ModelDefinition, Project, RawTable
from lakestage_pipelines.projects.diabetes_progression import features, model, schema, source
from lakestage_pipelines.splits import SplitByKey

DIABETES_PROGRESSION = Project(
    name="diabetes-progression",
    raw={
        schema.RAW_PATIENTS: RawTable(
            primary_key=(schema.KEY,), version=source.source_version, read=source.read_patients
        )
    },
    cleaned={
        schema.PATIENTS: DerivedTable(
            primary_key=(schema.KEY,),
            reads=(schema.RAW_PATIENTS,),
            build=features.clean,
            constraints={"has_an_age": "age BETWEEN 0 AND 130", "is_alive": "blood_pressure > 0"},
        )
    },
    tables={
        "patient_features": DerivedTable(primary_key=(schema.KEY,), reads=(schema.PATIENTS,), build=features.build)
    },
    models={
        "diabetes_progression": ModelDefinition(
            task=ModelTask.REGRESSION,
            table="patient_features",
            features=schema.FEATURES,
            label=schema.LABEL,
            split=SplitByKey(schema.KEY, held_out_share=0.25),
            hyperparameters=model.Hyperparameters,
            build=model.build,
            search=model.search,
            slices=("sex",),
        )
    },
)
