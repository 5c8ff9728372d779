import { AccessError, type Difference, type RunningEstate } from "../../access";

/** What the bindings API needs to put a binding right. */
type RogueBinding = NonNullable<Difference["binding"]>;

const ANSWER_WITHIN_MILLISECONDS = 60_000;

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
  { declaredReadOnly, securable: { name, type }, workspaceId }: RogueBinding,
): Promise<void> {
  const host = workspaces.find((workspace) => workspace.environment === environment)?.host;
  if (host === undefined)
    throw new AccessError(`${environment} has no workspace to change the bindings of ${name} from.`);
  const url = new URL(`/api/2.1/unity-catalog/bindings/${type}/${encodeURIComponent(name)}`, host);
  const workspace = { workspace_id: Number(workspaceId) };
  // Of a binding there are two calls: in one, no documentation says which of the two comes first.
  await patch(url, token, { remove: [workspace] });
  if (declaredReadOnly) await patch(url, token, { add: [{ ...workspace, binding_type: "BINDING_TYPE_READ_ONLY" }] });
}

async function patch(url: URL, token: string, change: object): Promise<void> {
  const where = `${url.host}${url.pathname}`;
  const response = await fetch(url, {
    method: "PATCH",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(change),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
  }).catch((error: unknown) => {
    throw new AccessError(`${where} does not answer: ${error instanceof Error ? error.message : error}.`);
  });
  if (!response.ok) throw new AccessError(`${where} refuses to be changed: it answered ${response.status}.`);
}
