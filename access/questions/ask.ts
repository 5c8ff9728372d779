import { spelledForApi, typeInSchemaFor } from "../../databricks/privileges";
import { containerOf, type SecurableAddress, type SecurableType } from "../../databricks/securables";
import { didYouMean } from "../../wording/nearest";
import { AccessError } from "../access-error";
import { actionsOn } from "../evaluation/evaluator";
import type { Question, Target } from "../evaluation/explanation";
import { nameOf, wordOf } from "../evaluation/words";
import type { AccessState, Principal } from "../state/access-state";

/** A question as somebody puts it. */
export interface AskedQuestion {
  /** A user name, a group, an application id, or what people know a service principal by. */
  principal: string;
  /** A name: `prod.flight_delay.files`, or with its kind, where several have it: `job flight-delay-training`. */
  securable: string;
  /** `SELECT`, `use catalog`, `CAN_MANAGE_RUN`, `open workspace`. */
  action: string;
  /** From whose workspace. Default: that of the environment that the securable is part of. */
  environment?: string | undefined;
}

/** @throws AccessError that names what is unknown, and what is nearest. */
export function questionOf(state: AccessState, asked: AskedQuestion): Question {
  if (asked.environment !== undefined) requireEnvironment(state, asked.environment);
  const principal = principalNamed(state, asked.principal).name;
  const target = targetNamed(state, asked);
  const environment = asked.environment ?? environmentOf(state, target);
  return { environment, principal, target, action: actionNamed(target, asked.action) };
}

/** The principal that people mean by a name. @throws AccessError for none, or several. */
export function principalNamed({ principals }: AccessState, text: string): Principal {
  const wanted = text.toLowerCase();
  const [exact] = principals.filter(({ name }) => name.toLowerCase() === wanted);
  if (exact) return exact;
  const called = principals.filter(({ displayName }) => displayName.toLowerCase() === wanted);
  const [first, second] = called;
  if (first && !second) return first;
  if (first) {
    const names = called.map(({ name }) => name).join(", ");
    throw new AccessError(`"${text}" is what several principals are called: ${names}. Name one of them so.`);
  }
  const known = principals.flatMap(({ displayName, name }) => [name, displayName]);
  throw new AccessError(
    `There is no principal "${text}".${didYouMean(text, known)} Known are the groups, service principals and users that lakestage access --json lists; who is in a group of people, only --running knows.`,
  );
}

function requireEnvironment({ environments }: AccessState, name: string): void {
  const names = environments.map((environment) => environment.name);
  if (names.includes(name)) return;
  throw new AccessError(`There is no environment "${name}".${didYouMean(name, names)} There are: ${names.join(", ")}.`);
}

function targetNamed(state: AccessState, { action, environment, securable: text }: AskedQuestion): Target {
  const all = targetsOf(state);
  const named = all.filter((target) => isCalled(target, text));
  const here = environment === undefined ? named : named.filter((target) => isSeenFrom(target, environment));
  const fitting = here.filter((target) => actionIn(target, action) !== undefined);
  const candidates = fitting.length > 0 ? fitting : here;
  const [first, second] = candidates;
  if (first && !second) return first;
  if (first) {
    const ways = candidates.map((target) => `"${wordOf(target)} ${nameOf(target)}"${where(target)}`).join(", ");
    throw new AccessError(`"${text}" is the name of several things: ${ways}. Name the kind too, or --environment.`);
  }
  const made = madeByPipelines(state, text, action);
  if (made) return made;
  throw new AccessError(`There is no securable "${text}".${didYouMean(text, all.map(nameOf))}`);
}

const targetsOf = ({ environments, objects, securables }: AccessState): Target[] => [
  ...environments.map(({ name }): Target => ({ sort: "workspace", environment: name })),
  ...securables.map(({ name, type }): Target => ({ sort: "securable", type, name })),
  ...objects.map(({ environment, kind, name }): Target => ({ sort: "object", kind, name, environment })),
];

function isCalled(target: Target, text: string): boolean {
  const name = nameOf(target).toLowerCase();
  return [name, `${wordOf(target).toLowerCase()} ${name}`].includes(
    text
      .trim()
      .toLowerCase()
      .replace(/^(\w+):/, "$1 "),
  );
}

const isSeenFrom = (target: Target, environment: string): boolean =>
  target.sort === "securable" || target.environment === environment;

const where = (target: Target): string => (target.sort === "object" ? ` of ${target.environment}` : "");

/** Tables, and what else pipelines make, are declared nowhere: it is enough that the schema is known. */
function madeByPipelines({ securables }: AccessState, text: string, action: string): Target | undefined {
  const name = text.replace(/^\w+[: ]/, "");
  const type: SecurableType = typeInSchemaFor(spelledForApi(action)) ?? "table";
  if (name.split(".").length !== 3) return undefined;
  const schema = containerOf({ type, name });
  const isKnown = securables.some((each) => each.type === schema?.type && each.name === schema?.name);
  return isKnown ? { sort: "securable", type, name } : undefined;
}

function environmentOf({ environments, securables }: AccessState, target: Target): string {
  if (target.sort !== "securable") return target.environment;
  for (let address: SecurableAddress | undefined = target; address; address = containerOf(address)) {
    const { name, type } = address;
    const found = securables.find((each) => each.type === type && each.name === name)?.environment;
    if (found !== undefined) return found;
  }
  const names = environments.map(({ name }) => name).join(", ");
  throw new AccessError(
    `${target.name} is part of no environment: say from which it is asked, with --environment (${names}).`,
  );
}

/** @throws AccessError for something that cannot be done there. */
function actionNamed(target: Target, text: string): string {
  const action = actionIn(target, text);
  if (action !== undefined) return action;
  const actions = actionsOn(target);
  throw new AccessError(
    `"${text}" is nothing that can be done with the ${wordOf(target)} ${nameOf(target)}.${didYouMean(text.toUpperCase(), actions)} There is: ${actions.join(", ")}.`,
  );
}

const actionIn = (target: Target, text: string): string | undefined =>
  actionsOn(target).find((action) => spelledForApi(action) === spelledForApi(text));
