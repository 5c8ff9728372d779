"""The tasks' command lines, and how their errors are told."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from pydantic import ValidationError

from lakestage_pipelines import parameters as of
from lakestage_pipelines.context import TaskContext, open_context
from lakestage_pipelines.errors import ExitCode, TaskError
from lakestage_pipelines.tasks.approve import approve_version
from lakestage_pipelines.tasks.baseline import register_baseline
from lakestage_pipelines.tasks.deploy import deploy_version
from lakestage_pipelines.tasks.features import write_features
from lakestage_pipelines.tasks.integration_test import run_integration_test
from lakestage_pipelines.tasks.local import run_local
from lakestage_pipelines.tasks.monitor import monitor_model
from lakestage_pipelines.tasks.score import score_rows
from lakestage_pipelines.tasks.snapshot import copy_tables
from lakestage_pipelines.tasks.train import train_model
from lakestage_pipelines.tasks.tune import tune_model
from lakestage_pipelines.tasks.validate import validate_version

TRACE_VARIABLE = "LAKESTAGE_TRACE"

Parameters = TypeVar("Parameters", bound=of.TaskParameters)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise TaskError(f"{message}; --help lists the parameters", ExitCode.BAD_PARAMETERS)


def option_name(parameter: str) -> str:
    """How a parameter is called on the command line: `git-commit`."""
    return parameter.replace("_", "-")


def parse(task: str, parameters: type[Parameters], arguments: Sequence[str]) -> Parameters:
    """Reads `--name=value` arguments. All mistakes in values are told at once."""
    parser = _Parser(prog=task, description=parameters.__doc__, allow_abbrev=False)
    for name, field in parameters.model_fields.items():
        public_name = field.alias or name
        parser.add_argument(
            f"--{option_name(public_name)}",
            dest=public_name,
            required=field.is_required(),
            help=field.description,
            default=argparse.SUPPRESS,
        )
    try:
        return parameters.model_validate(vars(parser.parse_args(arguments)))
    except ValidationError as error:
        raise TaskError(_mistakes(error), ExitCode.BAD_PARAMETERS) from None


def _mistakes(error: ValidationError) -> str:
    found = []
    for mistake in error.errors():
        said = mistake["msg"].removeprefix("Value error, ")
        if not mistake["loc"]:
            # Of several parameters, which it names itself.
            found.append(said)
            continue
        parameter, *inner = (str(level) for level in mistake["loc"])
        found.append(f"{'.'.join([f'--{option_name(parameter)}', *inner])}: {said}")
    return "; ".join(found)


@dataclass(frozen=True)
class Task:
    """A task as it is called."""

    parameters: type[of.TaskParameters]
    run: Callable[[str, Sequence[str]], None]


def _task(parameters: type[Parameters], work: Callable[[Parameters, TaskContext], object]) -> Task:
    def run(name: str, arguments: Sequence[str]) -> None:
        given = parse(name, parameters, arguments)
        work(given, open_context(given))

    return Task(parameters, run)


TASKS: Mapping[str, Task] = {
    "features": _task(of.FeaturesParameters, write_features),
    "train": _task(of.TrainParameters, train_model),
    "tune": _task(of.TuneParameters, tune_model),
    "validate": _task(of.ValidateParameters, validate_version),
    "approve": _task(of.ApproveParameters, approve_version),
    "deploy": _task(of.DeployParameters, deploy_version),
    "score": _task(of.ScoreParameters, score_rows),
    "monitor": _task(of.MonitorParameters, monitor_model),
    "baseline": _task(of.BaselineParameters, register_baseline),
    "snapshot": _task(of.SnapshotParameters, copy_tables),
    "integration-test": _task(of.IntegrationTestParameters, run_integration_test),
    "local": _task(of.LocalParameters, run_local),
}


def run_task(name: str, arguments: Sequence[str]) -> ExitCode:
    """Runs one task, tells an error in one line, and returns what the process should end with."""
    try:
        TASKS[name].run(name, arguments)
    except TaskError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return error.code
    except Exception as error:
        # Not foreseen, so the reader may need the trace; most errors of the services are clear without.
        if os.environ.get(TRACE_VARIABLE):
            raise
        first_line = (str(error).splitlines() or [""])[0]
        print(f"{name}: {type(error).__name__}: {first_line} ({TRACE_VARIABLE}=1 shows where)", file=sys.stderr)
        return ExitCode.FAILED
    return ExitCode.OK


def main(arguments: Sequence[str] | None = None) -> None:
    """`<task> --name=value …`. Exits only with an error: a cluster takes any exit for a failure."""
    name, *rest = arguments if arguments is not None else sys.argv[1:] or ["--help"]
    if name in {"-h", "--help"}:
        print("usage: python -m lakestage_pipelines <task> --name=value …\n")
        print("\n".join(f"  {name:17} {task.parameters.__doc__}" for name, task in TASKS.items()))
        return
    if name not in TASKS:
        print(f'"{name}" is no task: it must be one of {", ".join(TASKS)}', file=sys.stderr)
        raise SystemExit(ExitCode.BAD_PARAMETERS)
    code = run_task(name, rest)
    if code is not ExitCode.OK:
        raise SystemExit(code)


def features() -> None:
    """Entry point of a job's task; so are those below."""
    main(["features", *sys.argv[1:]])


def train() -> None:
    main(["train", *sys.argv[1:]])


def tune() -> None:
    main(["tune", *sys.argv[1:]])


def validate() -> None:
    main(["validate", *sys.argv[1:]])


def approve() -> None:
    main(["approve", *sys.argv[1:]])


def deploy() -> None:
    main(["deploy", *sys.argv[1:]])


def score() -> None:
    main(["score", *sys.argv[1:]])


def monitor() -> None:
    main(["monitor", *sys.argv[1:]])


def baseline() -> None:
    main(["baseline", *sys.argv[1:]])


def snapshot() -> None:
    main(["snapshot", *sys.argv[1:]])


def integration_test() -> None:
    main(["integration-test", *sys.argv[1:]])
