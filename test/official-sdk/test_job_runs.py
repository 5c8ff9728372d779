"""Jobs that run in the sandbox, through the SDK's calls that wait for them."""

import io
from datetime import timedelta

import pytest
from databricks.sdk.errors import OperationFailed
from databricks.sdk.service.compute import Environment
from databricks.sdk.service.jobs import (
    JobEnvironment,
    RunLifeCycleState,
    RunResultState,
    SparkPythonTask,
    SubmitTask,
    Task,
    TaskDependency,
)
from databricks.sdk.service.workspace import ImportFormat

ADMIN = "lakestage-deployer"
FOLDER = "/Shared/runs"
PATIENCE = timedelta(minutes=4)

_CODE = {
    "hello.py": "import sys\nprint('hello', *sys.argv[1:])\n",
    "sleep.py": "import time\ntime.sleep(600)\n",
    "once.py": (
        "import os, sys\n"
        "mark = sys.argv[1]\n"
        "if not os.path.exists(mark):\n"
        "    open(mark, 'w').close()\n"
        "    raise ValueError('not the first time')\n"
        "print('the second time')\n"
    ),
    "requirements.txt": "# Nothing but Python.\n",
}

_ENVIRONMENTS = [
    JobEnvironment(
        environment_key="python",
        spec=Environment(environment_version="4", dependencies=[f"-r /Workspace{FOLDER}/requirements.txt"]),
    )
]


@pytest.fixture(scope="module")
def client(workspace):
    client = workspace("dev", ADMIN)
    client.workspace.mkdirs(FOLDER)
    for name, text in _CODE.items():
        client.workspace.upload(
            f"{FOLDER}/{name}", io.BytesIO(text.encode()), format=ImportFormat.RAW, overwrite=True
        )
    return client


def _python(name, *parameters):
    return SparkPythonTask(python_file=f"/Workspace{FOLDER}/{name}", parameters=list(parameters))


@pytest.fixture
def job(client):
    made = []

    def make(name, *tasks):
        made.append(client.jobs.create(name=name, tasks=list(tasks), environments=_ENVIRONMENTS).job_id)
        return made[-1]

    yield make
    for job_id in made:
        client.jobs.delete(job_id)


def _task(key, task, *after):
    return Task(
        task_key=key,
        environment_key="python",
        spark_python_task=task,
        depends_on=[TaskDependency(task_key=each) for each in after] or None,
    )


def _output_of(client, run, key):
    [task] = [each for each in run.tasks if each.task_key == key]
    return client.jobs.get_run_output(task.run_id)


def test_a_run_is_waited_for_and_its_output_read(client, job):
    job_id = job("waits", _task("first", _python("hello.py", "first")), _task("second", _python("hello.py"), "first"))
    waiter = client.jobs.run_now(job_id)
    seen = []
    run = waiter.result(timeout=PATIENCE, callback=lambda each: seen.append(each.state.life_cycle_state))
    assert run.run_id == waiter.run_id == waiter.response.run_id
    assert run.state.life_cycle_state is RunLifeCycleState.TERMINATED
    assert run.state.result_state is RunResultState.SUCCESS
    assert run.job_id == job_id
    output = _output_of(client, run, "first")
    assert (output.logs, output.error) == ("hello first\n", None)
    assert seen[0] in (RunLifeCycleState.PENDING, RunLifeCycleState.RUNNING, RunLifeCycleState.TERMINATED)
    assert [each.run_id for each in client.jobs.list_runs(job_id=job_id)] == [run.run_id]
    # What the client makes of an answer is what the answer was.
    assert type(run).from_dict(run.as_dict()).as_dict() == run.as_dict()


def test_code_runs_without_a_job(client):
    run = client.jobs.submit_and_wait(
        run_name="submitted",
        environments=_ENVIRONMENTS,
        tasks=[SubmitTask(task_key="only", environment_key="python", spark_python_task=_python("hello.py", "there"))],
        timeout=PATIENCE,
    )
    assert run.state.result_state is RunResultState.SUCCESS
    assert _output_of(client, run, "only").logs == "hello there\n"


def test_a_run_is_cancelled(client, job):
    job_id = job("sleeps", _task("only", _python("sleep.py")))
    waiter = client.jobs.run_now(job_id)
    run = client.jobs.cancel_run_and_wait(waiter.run_id, timeout=PATIENCE)
    assert run.state.life_cycle_state is RunLifeCycleState.TERMINATED
    assert run.state.result_state is RunResultState.CANCELED


def test_a_failed_task_is_repaired(client, job, tmp_path):
    job_id = job(
        "fails at first",
        _task("fine", _python("hello.py")),
        _task("once", _python("once.py", str(tmp_path / "mark")), "fine"),
        _task("after", _python("hello.py", "after"), "once"),
    )
    waiter = client.jobs.run_now(job_id)
    # The service calls it an internal error of the run when one of its tasks fails, which the SDK's waiters raise.
    with pytest.raises(OperationFailed, match="Task once failed with message: Workload failed"):
        waiter.result(timeout=PATIENCE)
    run = client.jobs.get_run(waiter.run_id)
    assert run.state.result_state is RunResultState.FAILED
    assert "not the first time" in _output_of(client, run, "once").error
    results = {each.task_key: each.state.result_state for each in run.tasks}
    assert results == {
        "fine": RunResultState.SUCCESS,
        "once": RunResultState.FAILED,
        "after": RunResultState.UPSTREAM_FAILED,
    }
    repaired = client.jobs.repair_run_and_wait(run.run_id, rerun_all_failed_tasks=True, timeout=PATIENCE)
    assert repaired.run_id == run.run_id
    assert repaired.state.result_state is RunResultState.SUCCESS
    again = client.jobs.get_run(run.run_id, include_history=True)
    assert [each.type.value for each in again.repair_history] == ["ORIGINAL", "REPAIR"]
