"""snapshot: copies of the project's tables, for where the tables themselves may not be read."""

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.parameters import SnapshotParameters
from lakestage_pipelines.tables.selection import Selection


def copy_tables(parameters: SnapshotParameters, context: TaskContext) -> None:
    """Replaces the copy of every table, each in one commit, so that readers never see half of one."""
    for name, chosen in parameters.tables.items():
        source = context.namespace.table(name)
        target = f"{parameters.target}.{name.rsplit('.', 1)[-1]}"
        version = context.tables.copy(source, target, Selection(tuple(chosen.columns), chosen.where, chosen.fraction))
        print(f"{target}: version {version} of {source}")
