import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { selectStacks } from "../stacks/select-stacks";
import { stackPlaces } from "../stacks/stack-places";

/** A project in an environment. */
export interface ProjectStack {
  /** `dev.flight-delay` */
  name: string;
  environment: string;
  project: string;
}

/** The project's stack that a command line names. @throws CommandError where it names another one, or several. */
export function projectStack(name: string): ProjectStack {
  const found = selectStacks(stackPlaces(CHECKOUT), [name]);
  const projects = found.flatMap(({ environment, name: stack, project }) =>
    project === undefined ? [] : [{ name: stack, environment, project }],
  );
  const [only] = projects;
  if (only && projects.length === 1) return only;
  throw new CommandError(
    only
      ? `Say in which environment: ${projects.map((each) => each.name).join(", ")}.`
      : `${name} is no project in an environment, as ${example()} is.`,
    ExitCode.mistake,
  );
}

const example = (): string =>
  stackPlaces(CHECKOUT).find(({ project }) => project !== undefined)?.name ?? "dev.my-project";
