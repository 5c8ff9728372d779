import { DatabricksClient, DatabricksError, textOf } from "../../databricks-client";
import { AccessError } from "../access-error";
import type { AccessState, Securable } from "../state/access-state";
import { withNamedPrincipals } from "../state/named-principals";
import { namedInObject } from "./local-groups";
import { runningEnvironment } from "./running-environment";
import type { RunningEstate } from "./running-estate";
import { runningObjects, runningRuleSets } from "./running-objects";
import { runningPrincipals } from "./running-principals";
import { runningSecurables } from "./running-securables";

/**
 * Reads back who was given what in an estate that runs, and changes nothing. Needs a token that administers the account
 * and its workspaces.
 * @param declared the same estate as it is declared: it says what is whose, and which folders to look into.
 * @throws AccessError when a host does not answer or refuses.
 */
export async function runningAccess(estate: RunningEstate, declared: AccessState): Promise<AccessState> {
  try {
    return await readBack(estate, declared);
  } catch (error) {
    throw error instanceof DatabricksError ? unreadable(error) : error;
  }
}

/** What it means for whoever wants to know who may do what. */
function unreadable(error: DatabricksError): AccessError {
  const { message, status, where } = error;
  switch (status) {
    case 401:
    case 403:
      return new AccessError(
        `${where} may not be read with this token (${status}). Who may do what is for those to read who administer the account and its workspaces.`,
      );
    case 404:
      return new AccessError(`${where} does not exist: the estate that runs is not the one that was deployed.`);
    default:
      return new AccessError(`${message}.`);
  }
}

async function readBack(estate: RunningEstate, declared: AccessState): Promise<AccessState> {
  const { account, token, workspaces } = estate;
  const accountApi = new DatabricksClient(account.host, token);
  const principals = await runningPrincipals(accountApi, account.id, declared);
  const read = await Promise.all(
    workspaces.map(async (running) => {
      const workspace = new DatabricksClient(running.host, token);
      const { environment, local } = await runningEnvironment(workspace, running, principals);
      const [me, securables, objects] = await Promise.all([
        workspace.get("/api/2.0/preview/scim/v2/Me"),
        runningSecurables(workspace, environment, declared),
        runningObjects(workspace, running.environment, declared),
      ]);
      return {
        environment,
        securables,
        objects: objects.map((object) => namedInObject(object, local)),
        local: [...local.values()],
        reader: textOf(me.userName),
      };
    }),
  );
  const names = new Set(workspaces.map(({ environment }) => environment));
  const ruleSets = await runningRuleSets(accountApi, account.id, declared, principals.values());
  const reader = read.map((each) => each.reader).find((name) => name !== undefined);
  return withNamedPrincipals({
    source: "running",
    environments: read.map(({ environment }) => environment),
    principals: [...principals.values(), ...read.flatMap(({ local }) => local)],
    securables: once(read.flatMap(({ securables }) => securables)),
    objects: [
      ...read.flatMap(({ objects }) => objects),
      ...ruleSets.filter(({ environment }) => names.has(environment)),
    ],
    ...(reader !== undefined && { readBy: reader }),
  });
}

/** A catalog that is bound to several workspaces is found in each. */
const once = (securables: readonly Securable[]): Securable[] => [
  ...new Map(securables.map((securable) => [`${securable.type}/${securable.name}`, securable])).values(),
];
