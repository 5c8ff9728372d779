import { textOf } from "../../../databricks-client";
import { isIn } from "../azure-resources";
import type { Power } from "../graph";
import type { ReachEstate } from "../reach-estate";

/** `abfss://<container>@<account>.dfs.core.windows.net/…` */
const ADDRESS = /^abfss:\/\/([^@]+)@([^./]+)\./;

const ACCESS: readonly Power[] = ["read", "write"];

/**
 * Unity Catalog reaches files as an access connector, and files reached past it are those of its catalogs (Databricks:
 * "Connect to cloud object storage using Unity Catalog"; who may use a credential makes locations with it).
 */
export function storageSteps({ azure, graph, principals, securables }: ReachEstate): void {
  for (const { address, resource, stack, thing } of securables.all) {
    const { azureManagedIdentity: managed, storageRoot, url } = resource.inputs;
    if (address.type === "storage_credential" && managed instanceof Object) {
      const connector = azure.find(stack, Reflect.get(managed, "accessConnectorId"));
      const identity = connector && principals.ofResource(connector.stack, connector.resource);
      const why = `${thing.word} ${thing.name} reaches storage as ${connector?.thing.name}`;
      const cause = { urn: resource.urn, property: "azureManagedIdentity.accessConnectorId" };
      if (identity) graph.step(thing, identity, "write", "control", why, cause);
    }
    const [, name = "", accountName] = ADDRESS.exec(textOf(url) ?? textOf(storageRoot) ?? "") ?? [];
    const account = accountName === undefined ? undefined : azure.find(stack, accountName);
    if (!account) continue;
    const containers = azure
      .ofType("azure-native:storage:BlobContainer")
      .filter(
        ({ path, resource: its }) =>
          isIn(path, account.path) && [textOf(its.inputs.containerName), its.name].includes(name),
      );
    for (const files of containers.length > 0 ? containers : [account]) {
      for (const power of ACCESS) {
        const its = `${files.thing.word} ${files.thing.name}`;
        if (address.type === "external_location") {
          graph.step(thing, files.thing, power, power, `${thing.word} ${thing.name} is about ${its}`);
        } else {
          graph.step(files.thing, thing, power, power, `${thing.word} ${thing.name} has its files in ${its}`);
        }
      }
      for (const inside of securables.inside(address)) {
        if (inside.address.type !== "volume") continue;
        const why = `volume ${inside.thing.name} has its files in ${files.thing.word} ${files.thing.name}`;
        graph.step(files.thing, inside.thing, "write", "write", why);
      }
    }
  }
}
