import type { AccessState, Securable } from "../state/access-state";
import { withNamedPrincipals } from "../state/named-principals";
import { DatabricksApi, textOf } from "./databricks-api";
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
  const { account, token, workspaces } = estate;
  const accountApi = new DatabricksApi(account.host, token);
  const principals = await runningPrincipals(accountApi, account.id, declared);
  const read = await Promise.all(
    workspaces.map(async (running) => {
      const workspace = new DatabricksApi(running.host, token);
      const environment = await runningEnvironment(workspace, running, principals);
      const [me, securables, objects] = await Promise.all([
        workspace.get("/api/2.0/preview/scim/v2/Me"),
        runningSecurables(workspace, environment, declared),
        runningObjects(workspace, running.environment, declared),
      ]);
      return { environment, securables, objects, reader: textOf(me.userName) };
    }),
  );
  const names = new Set(workspaces.map(({ environment }) => environment));
  const ruleSets = await runningRuleSets(accountApi, account.id, declared, principals.values());
  const reader = read.map((each) => each.reader).find((name) => name !== undefined);
  return withNamedPrincipals({
    source: "running",
    environments: read.map(({ environment }) => environment),
    principals: [...principals.values()],
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
