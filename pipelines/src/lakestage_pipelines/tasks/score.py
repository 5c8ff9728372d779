"""score: the Champion's predictions for new rows, of a whole table or as they arrive."""

import base64
import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from databricks.sdk import WorkspaceClient
from mlflow.entities.model_registry import ModelVersion

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.outputs import Database, write_files, write_to_database
from lakestage_pipelines.parameters import ScoreParameters
from lakestage_pipelines.projects import model_named
from lakestage_pipelines.registry import champion_of
from lakestage_pipelines.scoring import Scoring
from lakestage_pipelines.tables.tables import must_have


def score_rows(parameters: ScoreParameters, context: TaskContext) -> None:
    """Adds a prediction for each row that the Champion has neither learned from nor scored.

    So a run that is repeated adds nothing, and a new Champion scores the rows again, under its own version.
    """
    table = _Table(parameters, context)
    if parameters.stream:
        _score_as_they_arrive(table)
        return
    champion = table.champion()
    _score_whole(table, champion)
    # From the table, and not from what was added just now: a run that failed on the way there is then completed.
    written = context.tables.rows(table.output).where(
        f"run_id = '{context.run_id}' AND model_version = '{champion.version}'"
    )
    if parameters.files:
        write_files(written, parameters.files, parameters.files_format)
        print(f"{parameters.files}: the predictions of this run, as {parameters.files_format}")
    if parameters.jdbc_url:
        database = Database(parameters.jdbc_url, parameters.jdbc_table, *_who_signs_in(parameters.jdbc_secret_name))
        count = write_to_database(written, table.scoring.key, database)
        print(f"{parameters.jdbc_table}: {count or 'no new'} predictions")


def _who_signs_in(secret: str | None) -> tuple[str, str] | tuple[()]:
    """User and password; nothing where nobody does."""
    if secret is None:
        return ()
    scope, key = secret.split("/")
    text = base64.b64decode(WorkspaceClient().secrets.get_secret(scope, key).value or "")
    try:
        said = json.loads(text)
        return said["user"], said["password"]
    except (ValueError, KeyError, TypeError):
        # Not what it says: that may be a password.
        raise TaskError(f'the secret {secret} is not JSON as {{"user": …, "password": …}}: put it so') from None


class _Table:
    """What is scored, and where predictions go."""

    def __init__(self, parameters: ScoreParameters, context: TaskContext) -> None:
        self.parameters = parameters
        self.context = context
        definition = model_named(context.project, parameters.model)
        self.source = context.namespace.table(parameters.features or definition.table)
        self.output = context.namespace.table(parameters.output)
        self.scoring = Scoring(definition, context.project.tables[definition.table], context.run_id)

    def champion(self) -> ModelVersion:
        """The version in use at this moment."""
        return champion_of(self.context.namespace.model(self.parameters.model))

    @property
    def checkpoint(self) -> str:
        """Where a stream keeps how far it has come: in the project's volume, unless another place is named."""
        names, local = self.context.namespace, self.context.local
        name = self.output.rsplit(".", 1)[-1]
        if self.parameters.checkpoint:
            return self.parameters.checkpoint
        if local:
            return str((local / "checkpoints" / name).resolve())
        return f"/Volumes/{names.catalog}/{names.schema}/files/checkpoints/{name}"


def _score_whole(table: _Table, champion: ModelVersion) -> None:
    tables, scoring = table.context.tables, table.scoring
    rows = tables.rows(table.source)
    must_have(table.source, rows, scoring.columns)
    rows = rows.where(scoring.not_learned(champion))
    key = list(scoring.table.primary_key)
    if tables.exists(table.output):
        scored = tables.rows(table.output).where(f"model_version = '{champion.version}'")
        rows = rows.join(scored.select(*key), key, "left_anti")
    predictions = scoring.predictions(rows, champion)
    tables.create(table.output, scoring.shape(predictions))
    # Two runs at once may score the same rows: the second finds them there.
    added = tables.add(table.output, predictions, scoring.key).added
    print(f"{table.output}: {added or 'no new'} predictions of version {champion.version}")


def _score_as_they_arrive(table: _Table) -> None:
    """Rounds of what has arrived since the one before, until the task is ended or has made as many as it was told.

    Every round asks anew who the Champion is. What a round has read and written is in the checkpoint and in the table's
    own log, which takes a batch once: one that was killed is taken up where it was.
    """
    tables, scoring, parameters = table.context.tables, table.scoring, table.parameters
    must_have(table.source, tables.rows(table.source), scoring.columns)
    done = 0
    with _ended_by_signal() as ended:
        while not ended.is_set() and (parameters.rounds is None or done < parameters.rounds):
            champion = table.champion()
            _score_round(table, champion, ended)
            done += 1
            if done != parameters.rounds:
                ended.wait(parameters.every_seconds)


def _score_round(table: _Table, champion: ModelVersion, ended: threading.Event) -> None:
    tables, scoring = table.context.tables, table.scoring
    arrived = (
        tables.spark.readStream.option("readChangeFeed", "true")
        .table(table.source)
        # A label that comes later changes a row, and makes no new one.
        .where("_change_type = 'insert'")
        .where(scoring.not_learned(champion))
    )
    predictions = scoring.predictions(arrived, champion)
    tables.create(table.output, scoring.shape(predictions))
    before = tables.version(table.output)
    query = (
        predictions.writeStream.format("delta")
        .outputMode("append")
        .option("checkpointLocation", table.checkpoint)
        .trigger(availableNow=True)
        .toTable(table.output)
    )
    try:
        while not query.awaitTermination(1):
            if ended.is_set():
                return
    finally:
        # The query is the server's: it would go on without this process.
        query.stop()
    if tables.version(table.output) > before:
        print(f"{table.output}: what had arrived, by version {champion.version}", flush=True)


@contextmanager
def _ended_by_signal() -> Iterator[threading.Event]:
    """An event that is set when the process is asked to end."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    if threading.current_thread() is not threading.main_thread():
        yield ended
        return
    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
