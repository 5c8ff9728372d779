import { AccessError, type Difference, type RunningEstate } from "../../access";
import { DatabricksClient, DatabricksError, WorkspaceBindings } from "../../databricks-client";

/** What the bindings API needs to put a binding right. */
type RogueBinding = NonNullable<Difference["binding"]>;

/**
 * Whether a binding is surely not declared: one to a workspace that nobody knows may be that of an environment that is
 * declared, and whose stack is not found.
 */
export const isCertain = (
  { workspaceId }: RogueBinding,
  { workspaces }: RunningEstate,
  environments: readonly string[],
): boolean =>
  workspaces.some(({ id }) => id === workspaceId) ||
  environments.every((name) => workspaces.some(({ environment }) => environment === name));

/**
 * Makes a binding what is declared: none, or one for reading only.
 * @throws AccessError when the workspace does not answer, or refuses.
 */
export async function unbind(
  { token, workspaces }: RunningEstate,
  environment: string,
  { declaredReadOnly, securable, workspaceId }: RogueBinding,
): Promise<void> {
  const host = workspaces.find((workspace) => workspace.environment === environment)?.host;
  if (host === undefined)
    throw new AccessError(`${environment} has no workspace to change the bindings of ${securable.name} from.`);
  try {
    const bindings = new WorkspaceBindings(new DatabricksClient(host, token), securable);
    // Of a binding there are two calls: in one, no documentation says which of the two comes first.
    await bindings.remove(workspaceId);
    if (declaredReadOnly) await bindings.add({ workspaceId, readOnly: true });
  } catch (error) {
    throw error instanceof DatabricksError ? unchanged(error) : error;
  }
}

const unchanged = ({ reason, status, where }: DatabricksError): AccessError =>
  new AccessError(
    status === undefined ? `${where} ${reason}.` : `${where} refuses to be changed: it answered ${status}.`,
  );
