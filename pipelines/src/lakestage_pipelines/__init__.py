"""The task code that the jobs of the shipped ML projects run."""

import os

# MLflow reports its use to its makers unless told not to, and decides when it is imported.
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
