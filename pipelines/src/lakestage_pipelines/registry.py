"""Versions of registered models: their aliases, and the tags by which the tasks tell each other and the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version as installed_version

import mlflow
import mlflow.sklearn
import pandas as pd
from mlflow import MlflowClient
from mlflow.entities.model_registry import ModelVersion
from mlflow.exceptions import MlflowException
from mlflow.models import ModelSignature, infer_signature
from sklearn.base import BaseEstimator

from lakestage_pipelines.errors import TaskError
from lakestage_pipelines.names import ModelVersionUri, TableVersion
from lakestage_pipelines.project import ModelDefinition

CHAMPION = "Champion"
CHALLENGER = "Challenger"
PREVIOUS = "Previous"
"""The Champion before: what a rollback goes back to."""


class Tag(StrEnum):
    """Tags of a model version. Unity Catalog allows neither dots nor dashes in their names."""

    ENVIRONMENT = "environment"
    DATA_VERSION = "data_version"
    """Table and Delta version that it learned from: dev.flight_delay.flight_features@3."""
    CODE_VERSION = "code_version"
    """Git commit of the task code."""
    SPLIT_BOUNDARY = "split_boundary"
    JOB_RUN = "job_run"
    REFIT_OF = "refit_of"
    """The version that was judged, and that this one was made of by fitting it again on all rows."""
    VALIDATION_STATUS = "model_validation_status"
    VALIDATION_RESULT = "model_validation_result"
    APPROVAL = "approval"
    """Who let it be deployed: automatic, or the person."""
    APPROVED_BY = "approved_by"
    """Set by the person who approves."""
    REJECTED_BY = "rejected_by"
    """Set by the person who does not."""
    REJECTION_REASON = "rejection_reason"


REQUIRED_TAGS = (Tag.ENVIRONMENT, Tag.DATA_VERSION, Tag.CODE_VERSION, Tag.SPLIT_BOUNDARY)


class ValidationStatus(StrEnum):
    """Values of the tag model_validation_status."""

    PENDING = "PENDING"
    PASSED = "PASSED"
    FAILED = "FAILED"


# A serving endpoint installs these to load a version.
_RUNTIME_PACKAGES = ("scikit-learn", "skops", "pandas", "numpy")


_EXAMPLE_SHOWN = 5


@dataclass(frozen=True)
class NewVersion:
    """What is registered."""

    estimator: BaseEstimator
    example: pd.DataFrame
    """Some rows of features, from which the signature is taken."""
    description: str
    tags: Mapping[str, str]


def register(model: str, definition: ModelDefinition, new: NewVersion) -> ModelVersionUri:
    """Logs the model in the active run, and registers it as a version in status PENDING."""
    logged = mlflow.sklearn.log_model(
        new.estimator,
        name="model",
        input_example=new.example.head(_EXAMPLE_SHOWN),
        signature=infer_signature(new.example, new.estimator.predict(new.example)),
        # Loading it runs no code of the file's own, as a pickle would.
        serialization_format="skops",
        skops_trusted_types=list(definition.trusted_types),
        pip_requirements=[f"{name}=={installed_version(name)}" for name in _RUNTIME_PACKAGES],
        registered_model_name=model,
    )
    uri = ModelVersionUri(model, str(logged.registered_model_version))
    set_tags(uri, {**new.tags, Tag.VALIDATION_STATUS: ValidationStatus.PENDING})
    MlflowClient().update_model_version(uri.model, uri.version, description=new.description)
    return uri


def get_version(uri: ModelVersionUri) -> ModelVersion:
    """The version's entry in the registry."""
    try:
        return MlflowClient().get_model_version(uri.model, uri.version)
    except MlflowException as error:
        if error.error_code != "RESOURCE_DOES_NOT_EXIST":
            raise
        raise TaskError(f"there is no version {uri.version} of {uri.model}: train one first") from None


def version_by_alias(model: str, alias: str) -> ModelVersion | None:
    """The version that has the alias; None if none has, or there is no such model."""
    try:
        return MlflowClient().get_model_version_by_alias(model, alias)
    except MlflowException as error:
        # The local registry answers an unknown alias with another code than the workspace's.
        if error.error_code in {"RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"}:
            return None
        raise


def champion_of(model: str) -> ModelVersion:
    """The version in use."""
    champion = version_by_alias(model, CHAMPION)
    if champion is None:
        raise TaskError(f"{model} has no {CHAMPION}: train, validate and deploy a version first")
    return champion


def boundary_of(version: ModelVersion) -> str:
    """Where the table was split that the version learned from."""
    boundary = version.tags.get(Tag.SPLIT_BOUNDARY)
    if not boundary:
        raise TaskError(
            f"{uri_of(version)} lacks the tag {Tag.SPLIT_BOUNDARY}, so that nobody knows which rows it learned from: "
            "use a version that the train task registered, or set the tag"
        )
    return str(boundary)


def data_version_of(version: ModelVersion) -> TableVersion:
    """What the version learned from."""
    told = str(version.tags.get(Tag.DATA_VERSION, ""))
    found = TableVersion.parse(told)
    if found is None:
        raise TaskError(
            f'the tag {Tag.DATA_VERSION} of {uri_of(version)} names no version of a table: "{told}"; '
            "use a version that the train task registered, or set the tag to catalog.schema.table@version"
        )
    return found


def judged_of(version: ModelVersion) -> ModelVersion:
    """The version that was judged on held-out rows: itself, or the one that it was fitted again from."""
    number = version.tags.get(Tag.REFIT_OF)
    return get_version(ModelVersionUri(version.name, str(number))) if number else version


def refit_of(uri: ModelVersionUri) -> ModelVersionUri | None:
    """The version that was made of this one by fitting it again on all rows, if there is one."""
    for version in MlflowClient().search_model_versions(f"name='{uri.model}'"):
        found = uri_of(version)
        # A search of Unity Catalog leaves tags out.
        if int(found.version) > int(uri.version) and get_version(found).tags.get(Tag.REFIT_OF) == uri.version:
            return found
    return None


def uri_of(version: ModelVersion) -> ModelVersionUri:
    """The version's address."""
    return ModelVersionUri(version.name, str(version.version))


def set_alias(uri: ModelVersionUri, alias: str) -> None:
    """Gives the version the alias, and takes it from the one that had it."""
    MlflowClient().set_registered_model_alias(uri.model, alias, uri.version)


def remove_alias(model: str, alias: str) -> None:
    """Takes the alias from the version that has it."""
    MlflowClient().delete_registered_model_alias(model, alias)


_LONGEST_TAG_VALUE = 250


def set_tags(uri: ModelVersionUri, tags: Mapping[str, str]) -> None:
    """Sets tags of the version. Unity Catalog bounds a value's length; a longer one is cut."""
    client = MlflowClient()
    for key, value in tags.items():
        client.set_model_version_tag(uri.model, uri.version, key, value[:_LONGEST_TAG_VALUE])


def load(uri: ModelVersionUri) -> BaseEstimator:
    """The fitted pipeline."""
    return mlflow.sklearn.load_model(str(uri))


def signature_of(uri: ModelVersionUri) -> ModelSignature | None:
    """What the version takes and gives."""
    signature: ModelSignature | None = mlflow.models.get_model_info(str(uri)).signature
    return signature


def models_in(schema: str) -> list[str]:
    """The full names of the schema's models that this identity may see."""
    client = MlflowClient()
    found: list[str] = []
    token: str | None = None
    while True:
        page = client.search_registered_models(page_token=token)
        found += [model.name for model in page if model.name.startswith(f"{schema}.")]
        token = page.token
        if not token:
            return found


def delete_model(model: str) -> None:
    """Removes the model with all its versions, if there is one."""
    try:
        MlflowClient().delete_registered_model(model)
    except MlflowException as error:
        if error.error_code != "RESOURCE_DOES_NOT_EXIST":
            raise
