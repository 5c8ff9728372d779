import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { armTypeIn } from "../../sandbox/arm-types/arm-types";
import { declarations } from "../../sandbox/azure-native/declarations";
import { allows, builtInRoles, type Role, roleNamed } from "../../sandbox/services/arm/built-in-roles";
import { CHECKOUT } from "../harness/estate";
import { ACTIONS, DATA_ACTIONS } from "./azure-actions";
import { azureCommand } from "./azure-cli";
import { guideCommands } from "./guide-commands";
import { tableRows } from "./page";
import { anything, type Call, follow } from "./session";

/*
 * Who does a step of the guide has roles, by the page's tables and by its commands, whose published actions include what the
 * step takes.
 */

const ENVIRONMENTS = ["dev", "staging", "prod"];
const PLATFORM_TEAM = tableRows("### The platform team: a person, or a pipeline behind an approval of its own");

let estate: DeclaredStack[];
let calls: Call[];
beforeAll(async () => {
  const stacks = ENVIRONMENTS.flatMap((each) => [`${each}.platform`, each, `${each}.flight-delay`]);
  estate = await declareEstate(CHECKOUT, stacks);
  calls = await follow(guideCommands(), anything);
}, 120_000);

const roleCalled = (name: string): Role => {
  const role = builtInRoles.get(roleNamed(name));
  if (!role) throw new Error(`nothing is kept of ${name}`);
  return role;
};

const missing = (roles: readonly Role[], actions: readonly string[]): string[] =>
  actions.filter((action) => !roles.some((role) => allows(role, action)));
const missingOnData = (roles: readonly Role[], actions: readonly string[]): string[] =>
  missing(
    roles.map(({ dataActions = [], name }) => ({ name, actions: dataActions })),
    actions,
  );

/** `Owner; or Contributor and User Access Administrator`: each of the ways that the page gives. */
const ways = (PLATFORM_TEAM[0]?.[0] ?? "").split("; or ").map((way) => way.split(" and "));

/** What is done to each resource that is declared in Azure, in the course of its life. */
function actionsOn(stack: DeclaredStack): string[] {
  const types = stack.resources
    .filter(({ type }) => type.startsWith("azure-native:"))
    .map(({ type }) => armTypeIn(declarations.resources[type]?.path ?? "") ?? type);
  return [...new Set(types)].flatMap((type) => ["read", "write", "delete"].map((verb) => `${type}/${verb}`));
}

const kindOf = (kind: DeclaredStack["kind"]): DeclaredStack[] => estate.filter((stack) => stack.kind === kind);

describe("the platform team", () => {
  test("has two ways to its rights in Azure", () => {
    expect(ways).toEqual([["Owner"], ["Contributor", "User Access Administrator"]]);
  });

  test.each(ways)("runs the page's commands as %s", (...way) => {
    const roles = way.map(roleCalled);
    const short = calls
      .filter(({ program }) => program === "az")
      .flatMap(({ line, words }) => {
        const { command } = azureCommand(words);
        const actions = ACTIONS[command];
        if (!actions) return [`line ${line}: nothing is known of what ${command} takes`];
        return missing(roles, actions).map((action) => `line ${line}: ${command} takes ${action}`);
      });
    expect(short).toEqual([]);
  });

  test.each(ways)("deploys and destroys the platforms as %s", (...way) => {
    const actions = kindOf("platform").flatMap(actionsOn);
    expect(actions.length).toBeGreaterThan(100);
    expect(missing(way.map(roleCalled), actions)).toEqual([]);
  });

  test("lacks what the page says without the right to assign roles", () => {
    const types = missing([roleCalled("Contributor")], kindOf("platform").flatMap(actionsOn));
    expect(new Set(types.map((action) => action.replace(/\/[a-z]+$/, "")))).toEqual(
      new Set(["Microsoft.Authorization/roleAssignments", "Microsoft.Authorization/locks"]),
    );
  });

  test("makes and uses the keys, and keeps the state, by the roles that its commands give it", () => {
    const own = assignments().filter(({ principalType }) => principalType === "User");
    const rolesOn = (scope: RegExp): Role[] =>
      own.filter((each) => scope.test(each.scope)).map(({ role }) => roleCalled(role));
    const container = rolesOn(/\/containers\/pulumi$/);
    const vault = rolesOn(/^(?!.*containers)/);
    expect(missingOnData(container, DATA_ACTIONS.writeState)).toEqual([]);
    expect(missingOnData(vault, [...DATA_ACTIONS.makeKey, ...DATA_ACTIONS.useKey])).toEqual([]);
    // What the table says is enough from then on.
    const table = PLATFORM_TEAM.map(([role = ""]) => role);
    expect(missingOnData([roleCalled(table[1] ?? "")], DATA_ACTIONS.writeState)).toEqual([]);
    expect(missingOnData([roleCalled(table[2] ?? "")], DATA_ACTIONS.useKey)).toEqual([]);
  });
});

describe.each(ENVIRONMENTS)("of %s", (environment) => {
  const rolesOf = (identity: string, scope: RegExp): Role[] =>
    assignments()
      .filter((each) => each.principal === `lakestage-${environment}-${identity}` && scope.test(each.scope))
      .map(({ role }) => ownRoles().get(role) ?? roleCalled(role));
  const CONTAINER = /\/containers\/pulumi$/;
  const KEY = new RegExp(`/keys/pulumi-${environment}$`);

  test("the pipeline's identity uses the key and writes states", () => {
    expect(missingOnData(rolesOf("deployment", CONTAINER), DATA_ACTIONS.writeState)).toEqual([]);
    expect(missingOnData(rolesOf("deployment", KEY), DATA_ACTIONS.useKey)).toEqual([]);
  });

  test("its stacks have nothing in Azure, where it has no role", () => {
    const own = estate.filter(({ kind, settings }) => settings.name === environment && kind !== "platform");
    expect(own).toHaveLength(2);
    expect(own.flatMap(actionsOn)).toEqual([]);
  });

  test("the preview identity uses the key, reads states and everything that is declared, and changes nothing", () => {
    expect(missingOnData(rolesOf("preview", CONTAINER), DATA_ACTIONS.readState)).toEqual([]);
    expect(missingOnData(rolesOf("preview", CONTAINER), DATA_ACTIONS.writeState)).toHaveLength(3);
    expect(missingOnData(rolesOf("preview", KEY), DATA_ACTIONS.useKey)).toEqual([]);
    const [, reads] = /^(Reader)$/.exec(tableRows("### Each environment's pull requests")[0]?.[0] ?? "") ?? [];
    const actions = kindOf("platform").flatMap(actionsOn);
    const refused = missing([roleCalled(reads ?? "")], actions);
    expect(refused.filter((action) => action.endsWith("/read"))).toEqual([]);
    expect(refused).toHaveLength((actions.length / 3) * 2);
  });

  test("all stacks are encrypted with the key that their identities may use, and that is made", () => {
    const made = argumentsOf("keyvault key create", "--name");
    expect(made).toContain(`pulumi-${environment}`);
    const keys = calls
      .filter(
        ({ words: [stack, init, name = ""] }) =>
          stack === "stack" && init === "init" && name.split(".")[0] === environment,
      )
      .map(({ words }) =>
        words
          .find((word) => word.startsWith("--secrets-provider="))
          ?.split("/")
          .at(-1),
      );
    expect(keys).toHaveLength(4);
    expect(new Set(keys)).toEqual(new Set([`pulumi-${environment}`]));
  });
});

interface Assignment {
  /** The stand-in names identities in the place of ids. */
  principal: string;
  principalType: string;
  role: string;
  scope: string;
}

const azureCalls = () => calls.filter(({ program }) => program === "az").map(({ words }) => azureCommand(words));
const argumentsOf = (command: string, parameter: string): string[] =>
  azureCalls().flatMap((call) => (call.command === command ? [call.values.get(parameter) ?? ""] : []));

const assignments = (): Assignment[] =>
  azureCalls()
    .filter(({ command }) => command === "role assignment create")
    .map(({ values }) => ({
      principal: values.get("--assignee-object-id") ?? "",
      principalType: values.get("--assignee-principal-type") ?? "",
      role: values.get("--role") ?? "",
      scope: values.get("--scope") ?? "",
    }));

/** Roles that the page's commands define, by name. */
const ownRoles = (): Map<string, Role> =>
  new Map(
    argumentsOf("role definition create", "--role-definition").map((text) => {
      const { Actions, DataActions, Name } = JSON.parse(text);
      return [Name, { name: Name, actions: Actions, dataActions: DataActions }];
    }),
  );
