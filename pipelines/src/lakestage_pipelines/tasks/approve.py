"""approve: whether a validated version may be deployed, by the project's rule."""

from lakestage_pipelines.context import TaskContext
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.names import ModelVersionUri
from lakestage_pipelines.parameters import ApproveParameters
from lakestage_pipelines.registry import Tag, get_version, set_tags


def approve_version(parameters: ApproveParameters, _context: TaskContext) -> None:
    """Notes on the version who approved it. With rule manual, that is whoever the tag `approved_by` names."""
    uri = ModelVersionUri.parse(parameters.model_uri)
    if parameters.approval == "automatic":
        approved_by = "automatic"
    else:
        approved_by = get_version(uri).tags.get(Tag.APPROVED_BY, "")
        if not approved_by:
            raise TaskError(
                f"{uri} waits for approval: set its tag {Tag.APPROVED_BY} to your e-mail address, then repair this run",
                ExitCode.NOT_APPROVED,
            )
        if parameters.approvers and approved_by not in parameters.approvers:
            raise TaskError(
                f"{uri} was approved by {approved_by}, who may not: "
                f"its tag {Tag.APPROVED_BY} must name one of {', '.join(parameters.approvers)}",
                ExitCode.NOT_APPROVED,
            )
    set_tags(uri, {Tag.APPROVAL: approved_by})
    print(f"{uri}: approved ({approved_by})")
