import { type Behaviour, type Service, workspaceAddress, workspaceById } from "../../control-plane";

/** What a client learns of the account's host before it has a credential. */
const accountHost: Behaviour = (_request, { account, origin }) => ({
  account_id: account.accountId,
  cloud: "AZURE",
  host_type: "account",
  oidc_endpoint: `${origin}/oidc/accounts/${account.accountId}`,
  token_federation_default_oidc_audiences: [account.accountId],
});

/** What it learns of a workspace's. */
const workspaceHost: Behaviour = (_request, { account, plane, store }) => {
  const workspace = plane.kind === "workspace" ? workspaceById(store, plane.workspaceId) : undefined;
  if (!workspace) throw new Error("a host that answers as a workspace has none");
  const oidc = `${workspaceAddress(workspace)}/oidc`;
  return {
    account_id: account.accountId,
    workspace_id: String(workspace.id),
    cloud: "AZURE",
    host_type: "workspace",
    oidc_endpoint: oidc,
    token_federation_default_oidc_audiences: [`${oidc}/v1/token`],
  };
};

export const hostMetadataService: Service = {
  "discovery.Account.GetConfig": accountHost,
  "discovery.Workspace.GetConfig": workspaceHost,
};
