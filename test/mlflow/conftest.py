"""MLflow's own client on what a project declared."""

import pytest

from clients import environment_of, mlflow_as, read_estate

SCIENTIST = "data.scientist@lakestage.example"


@pytest.fixture(scope="session")
def estate():
    return read_estate()


@pytest.fixture
def as_runner(estate):
    """MLflow's client as the project's run identity in production: what its jobs are."""
    stack = "prod.flight-delay"
    with mlflow_as(estate, environment_of(stack), estate["projects"][stack]["runner"]) as client:
        yield client


@pytest.fixture
def as_scientist(estate):
    """MLflow's client as a data scientist in production."""

    def enter(environment="prod"):
        return mlflow_as(estate, environment, SCIENTIST)

    return enter


@pytest.fixture
def model(estate):
    """Full name of the project's registered model."""
    schema = estate["projects"]["prod.flight-delay"]["schema"]
    return f"{schema}.{schema.split('.')[1]}"


@pytest.fixture
def experiment(as_runner):
    """The project's experiment, found by its name."""
    return as_runner.get_experiment_by_name("/Projects/flight-delay/experiment")
