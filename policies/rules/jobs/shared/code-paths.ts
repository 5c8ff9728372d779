import { clustersOf, type Job, type Placed, type Task, tasksOf } from "./job-parts";

/** Where everything lies that a job executes: files, notebooks, libraries, init scripts. */
export const codePathsOf = (job: Job): Placed<string>[] =>
  [...tasksOf(job).flatMap(pathsOfTask), ...environmentFiles(job), ...initScripts(job)].flatMap(({ part, path }) =>
    part ? [{ path, part }] : [],
  );

type Found = Placed<string | undefined>;

function pathsOfTask({ part: task, path }: Placed<Task>): Found[] {
  return [
    { path: `${path}.sparkPythonTask.pythonFile`, part: task.sparkPythonTask?.pythonFile },
    { path: `${path}.notebookTask.notebookPath`, part: task.notebookTask?.notebookPath },
    { path: `${path}.sqlTask.file.path`, part: task.sqlTask?.file?.path },
    { path: `${path}.dbtTask.projectDirectory`, part: task.dbtTask?.projectDirectory },
    { path: `${path}.sparkJarTask.jarUri`, part: task.sparkJarTask?.jarUri },
    ...(task.sparkSubmitTask?.parameters ?? []).map((part, index) => ({
      path: `${path}.sparkSubmitTask.parameters[${index}]`,
      part,
    })),
    ...(task.libraries ?? []).flatMap(({ egg, jar, requirements, whl }, index) =>
      Object.entries({ egg, jar, requirements, whl }).map(([kind, part]) => ({
        path: `${path}.libraries[${index}].${kind}`,
        part,
      })),
    ),
  ];
}

const environmentFiles = ({ environments }: Job): Found[] =>
  (environments ?? []).flatMap(({ spec }, index) =>
    [...(spec?.dependencies ?? []), ...(spec?.javaDependencies ?? [])].map((part) => ({
      path: `environments[${index}].spec.dependencies`,
      // A line of a requirements file: `-r FILE`, or the file itself.
      part: part.replace(/^(-r|--requirement)[ =]/, "").trim(),
    })),
  );

const initScripts = (job: Job): Found[] =>
  clustersOf(job).flatMap(({ part, path }) =>
    (part.initScripts ?? []).map(({ abfss, dbfs, file, volumes, workspace }, index) => ({
      path: `${path}.initScripts[${index}]`,
      part: [workspace, volumes, abfss, dbfs, file].find((script) => script?.destination)?.destination,
    })),
  );
