"""score: the Champion's predictions for new rows."""

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.parameters import ScoreParameters
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.registry import champion_of
from lakestage_pipelines.scoring import Scoring
from lakestage_pipelines.tables.tables import must_have


def score_rows(parameters: ScoreParameters, context: TaskContext) -> None:
    """Adds a prediction for each row that the Champion has neither learned from nor scored.

    So a run that is repeated adds nothing, and a new Champion scores the rows again, under its own version.
    """
    definition = model_named(context.project, parameters.model)
    champion = champion_of(context.namespace.model(parameters.model))
    table = context.namespace.table(parameters.features or definition.table)
    output = context.namespace.table(parameters.output)
    scoring = Scoring(definition, context.project.tables[definition.table], context.run_id)

    rows = context.tables.rows(table)
    must_have(table, rows, scoring.columns)
    rows = rows.where(scoring.not_learned(champion))
    if context.tables.exists(output):
        scored = context.tables.rows(output).where(f"model_version = '{champion.version}'")
        rows = rows.join(scored.select(*scoring.table.primary_key), list(scoring.table.primary_key), "left_anti")
    predictions = scoring.predictions(rows, champion)
    context.tables.create(output, scoring.shape(predictions))
    # Two runs at once may score the same rows: the second finds them there.
    added = context.tables.add(output, predictions, scoring.key).added
    print(f"{output}: {added or 'no new'} predictions of version {champion.version}")
