"""How far diabetes has progressed one year after an examination."""

from lakestage_pipelines.metrics import ModelTask
from lakestage_pipelines.project import FeatureTable, ModelDefinition, Project
from lakestage_pipelines.projects.diabetes_progression import features, model, schema
from lakestage_pipelines.splits import SplitByKey

DIABETES_PROGRESSION = Project(
    name="diabetes-progression",
    tables={"patient_features": FeatureTable(primary_key=(schema.KEY,), build=features.build)},
    models={
        "diabetes_progression": ModelDefinition(
            task=ModelTask.REGRESSION,
            table="patient_features",
            features=schema.FEATURES,
            label=schema.LABEL,
            split=SplitByKey(schema.KEY, held_out_share=0.25),
            hyperparameters=model.Hyperparameters,
            build=model.build,
            slices=("sex",),
        )
    },
)
