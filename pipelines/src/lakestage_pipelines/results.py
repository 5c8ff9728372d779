"""How the tasks of an integration test ended, for machines and for people."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from xml.etree import ElementTree


@dataclass(frozen=True)
class _Result:
    task: str
    seconds: float
    failure: str | None


@dataclass
class TaskResults:
    """What was run, in its order."""

    suite: str
    results: list[_Result] = field(default_factory=list)

    @contextmanager
    def observed(self, task: str) -> Iterator[None]:
        """Notes how long what runs within takes, and how it fails."""
        began = time.monotonic()
        try:
            yield
        except Exception as error:
            self._note(task, began, str(error) or type(error).__name__)
            raise
        self._note(task, began, None)

    def junit(self) -> str:
        """As CI systems read it."""
        failures = sum(result.failure is not None for result in self.results)
        suite = ElementTree.Element(
            "testsuite",
            name=self.suite,
            tests=str(len(self.results)),
            failures=str(failures),
            time=f"{sum(result.seconds for result in self.results):.3f}",
        )
        for result in self.results:
            case = ElementTree.SubElement(
                suite, "testcase", classname=self.suite, name=result.task, time=f"{result.seconds:.3f}"
            )
            if result.failure is not None:
                ElementTree.SubElement(case, "failure", message=result.failure).text = result.failure
        return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)

    def markdown(self) -> str:
        """As a pull request shows it."""
        rows = [f"| {result.task} | {_cell(result.failure)} | {result.seconds:.1f} |" for result in self.results]
        return "\n".join([f"## {self.suite}", "", "| task | result | seconds |", "|---|---|---:|", *rows, ""])

    def _note(self, task: str, began: float, failure: str | None) -> None:
        self.results.append(_Result(task, time.monotonic() - began, failure))


def _cell(failure: str | None) -> str:
    return "passed" if failure is None else "**failed**: " + " ".join(failure.split()).replace("|", "\\|")
