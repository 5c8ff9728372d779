"""The task code that the jobs of the shipped ML projects run."""

import logging
import os

# In a Git folder the package is not installed, and has no other place to tell it.
__version__ = "0.1.0"

# MLflow reports its use to its makers unless told not to, and decides when it is imported.
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
# Nor is a task's log the place for what the service would like to sell, for bars that move, and for what pip is asked.
os.environ.setdefault("_MLFLOW_ENABLE_UC_TRACE_UPSELL", "false")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
logging.getLogger("mlflow.utils.environment").setLevel(logging.ERROR)
