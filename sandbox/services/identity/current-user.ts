import { type Behaviour, type Call, type Service, servicePrincipals, users } from "../../control-plane";
import type { ScimObject } from "./scim-object";
import { project, type ScimProjection } from "./scim-query";
import { accountIdentity, accountPerson } from "./scim-rendering";
import { workspaceIdentity, workspaceUser } from "./workspace-rendering";

/** Shows the caller to itself; service principals appear in the form of a user. */
const me =
  (rendering: { user: typeof accountPerson; servicePrincipal: typeof accountIdentity }): Behaviour<ScimProjection> =>
  (projection, call) =>
    project(caller(call, rendering), projection);

function caller(call: Call, { user: showUser, servicePrincipal }: Parameters<typeof me>[0]): ScimObject {
  const { id } = call.principal;
  const user = call.store.get(users, id);
  if (user) return showUser(call, user);
  const identity = call.store.get(servicePrincipals, id);
  if (!identity) throw new Error(`the caller ${id} is not in the directory`);
  return servicePrincipal(call, identity);
}

export const currentUserService: Service = {
  "iam.CurrentUser.Me": me({ user: workspaceUser, servicePrincipal: workspaceIdentity }),
  "iam.AccountCurrentUser.Me": me({ user: accountPerson, servicePrincipal: accountIdentity }),
};
