/** Python on this machine: environments of locks, and tasks in processes of their own. */
export { EnvironmentError } from "./environment-error";
export { type PythonEnvironment, pythonEnvironment, type Tell } from "./environments";
export {
  DEFAULT_LIMITS,
  endLeftBehind,
  type Limits,
  type PythonCode,
  type PythonOutcome,
  type PythonTask,
  PythonTasks,
  type RunningTask,
  type StandingProcess,
  type TaskListener,
} from "./python-tasks";
