/** Where a running control plane answers. */
export interface Addresses {
  account: string;
  arm: string;
  /** By the workspace's name. */
  workspaces: Record<string, string>;
}
