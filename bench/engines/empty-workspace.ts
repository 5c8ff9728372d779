import { readSeed, SHIPPED_SEED } from "../../sandbox/seed-file";
import { Azure } from "../../test/harness/azure";
import { Estate } from "../../test/harness/estate";

/** A new control plane that holds nothing but one workspace. */
export interface EmptyWorkspace {
  estate: Estate;
  /** Address of the account's API. */
  account: string;
  accountId: string;
  /** Address of the workspace's API. */
  workspace: string;
  workspaceId: string;
  /** The deployer's. */
  token: string;
}

/**
 * Does something in a control plane of its own, which is gone afterwards.
 * @param accessConnectors resource ids of those that are there, too: a storage credential is made of one. Default: none.
 */
export async function inEmptyWorkspace<Result>(
  work: (place: EmptyWorkspace) => Promise<Result>,
  accessConnectors: readonly string[] = [],
): Promise<Result> {
  const { account, deployer } = readSeed(SHIPPED_SEED);
  const estate = await Estate.create();
  try {
    await estate.succeed("sandbox", "start");
    const azure = await Azure.of(estate);
    for (const connector of accessConnectors) {
      const [, group = "", name = ""] =
        /\/resourceGroups\/([^/]+)\/.*\/accessConnectors\/([^/]+)$/.exec(connector) ?? [];
      await azure.accessConnector(await azure.resourceGroup(group), name);
    }
    const { address, id } = await azure.workspace(await azure.resourceGroup("bench"), "bench");
    return await work({
      estate,
      account: (await estate.addresses()).account,
      accountId: account.id,
      workspace: address,
      workspaceId: id,
      token: await estate.token(deployer),
    });
  } finally {
    await estate.dispose();
  }
}
