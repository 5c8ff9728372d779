"""Where MLflow keeps runs and models.

On a cluster nothing is set: MLflow then takes the workspace's tracking and Unity Catalog's registry by itself.
"""

from pathlib import Path

import mlflow


def use_local_mlflow(folder: Path) -> None:
    """Keeps runs and models in this folder: metadata in SQLite, files beside it."""
    mlflow.set_tracking_uri(f"sqlite:///{(folder / 'mlflow.db').resolve()}")


def select_experiment(path: str, local: Path | None) -> None:
    """Makes the experiment the active one. A local one is created; that of a workspace is declared by its stack."""
    if local and mlflow.get_experiment_by_name(path) is None:
        mlflow.create_experiment(path, artifact_location=(local / "artifacts").resolve().as_uri())
    mlflow.set_experiment(path)
