import { type Behaviour, type Service, workspaceIdOf } from "../../control-plane";

/** For which account and workspace the caller's token is: how a client that has only an address and a token finds out. */
const introspect: Behaviour = (_request, call) => ({
  principal_context: {
    authentication_scope: { account_id: call.account.accountId, workspace_id: workspaceIdOf(call) },
  },
});

export const tokenIntrospectionService: Service = { "settings.Tokens.Introspect": introspect };
