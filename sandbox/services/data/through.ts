import { Access } from "../../authority/unity-catalog/access";
import { described, tableRef } from "../../authority/unity-catalog/securables";
import { ApiError, type Behaviour, type Call, type Principal, permissionDenied } from "../../control-plane";

/** What is asked while a view is read: nothing that changes anything. */
const ASKED = ["catalogs", "schema", "table", "information", "place", "volume"];

/**
 * What a view's reader sees of what it is made of: what its owner may see. Of each view, outermost first, somebody must be
 * allowed to SELECT: of the first the caller, of any other the owner of the one before.
 */
export function readThrough<Request>(
  views: readonly string[],
  question: string,
  behaviour: Behaviour<Request>,
): Behaviour<Request> {
  return (request, call) => {
    const { operation } = request as { operation?: string };
    if (!ASKED.includes(question) || operation === "WRITE") throw permissionDenied("A view only reads.");
    let by = call;
    for (const name of views) {
      const { owner } = Access.of(by).usable(tableRef(name), "SELECT");
      const principal = principalNamed(call, owner);
      if (!principal) throw permissionDenied(`${described(tableRef(name))} is owned by '${owner}', who is not there.`);
      by = { ...call, principal };
    }
    try {
      return behaviour(request, by);
    } catch (error) {
      if (!(error instanceof ApiError) || error.errorCode !== "PERMISSION_DENIED") throw error;
      const last = views.at(-1) ?? "";
      throw permissionDenied(
        `${described(tableRef(last))} reads as its owner '${by.principal.name}', who is refused: ${error.message}`,
      );
    }
  };
}

/** Whoever owns something: a user, a service principal, or a group, which has what it is granted itself. */
function principalNamed({ directory }: Call, name: string): Principal | undefined {
  if (directory.knownName(name) === undefined) return undefined;
  const id = directory.idOf(name);
  const identity = directory.principal(id);
  if (identity) return identity;
  const around = directory.groupsOf(id);
  const names = new Set([name, ...around.map(({ displayName }) => displayName)]);
  const ids = new Set([id, ...around.map((group) => group.id)]);
  return { id, kind: "user", name, displayName: name, names, ids, accountAdmin: false };
}
