"""What a project has in an environment, so that tests can ask for it by name."""

import json
import os
from dataclasses import dataclass

with open(os.environ["LAKESTAGE_TEST_ESTATE"], encoding="utf-8") as _file:
    _ESTATE = json.load(_file)


@dataclass(frozen=True)
class ProjectObjects:
    """Ids and names of the objects of a stack such as `prod.flight-delay`, from the engine's state."""

    stack: str

    @property
    def name(self):
        return self.stack.split(".")[1]

    @property
    def environment(self):
        return self.stack.split(".")[0]

    @property
    def schema(self):
        return _ESTATE["projects"][self.stack]["schema"]

    @property
    def model(self):
        """A project's only model is called as its schema is."""
        return f"{self.schema}.{self.schema.split('.')[1]}"

    @property
    def monitored_table(self):
        return f"{self.schema}.predictions"

    @property
    def files(self):
        """Path of the volume."""
        return f"/Volumes/{self.schema.replace('.', '/')}/files"

    @property
    def folder(self):
        return f"/Projects/{self.name}"

    @property
    def warehouse(self):
        return _ESTATE["warehouses"][self.environment]

    @property
    def experiment(self):
        return self._ids("mlflowExperiment")[0]

    @property
    def git_folder(self):
        return int(self._ids("repo")[0])

    @property
    def query(self):
        return self._ids("query")[0]

    @property
    def alert(self):
        return self._ids("alertV2")[0]

    @property
    def dashboard(self):
        return self._ids("dashboard")[0]

    @property
    def jobs(self):
        return [int(each) for each in self._ids("job")]

    def job(self, kind):
        """Id of one job: `training`."""
        named = f"{self.name}-{kind}"
        found = [each for each in self._resources("job") if each["inputs"]["name"] == named]
        return int(found[0]["id"])

    def _ids(self, kind):
        return [each["id"] for each in self._resources(kind)]

    def _resources(self, kind):
        prefix = f"databricks:index/{kind}:"
        return [
            each for each in _ESTATE["resources"] if each["stack"] == self.stack and each["type"].startswith(prefix)
        ]
