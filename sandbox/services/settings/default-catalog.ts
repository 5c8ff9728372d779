import type { Store } from "../../control-plane";
import { settingsOf } from "../account/workspace-settings";
import { workspaceSettingValues } from "./etagged-settings";

/** The catalog that a name without one means in a workspace: by its own setting, or else by what its metastore came with. */
export function defaultCatalogOf(store: Store, workspaceId: number): string | undefined {
  const set = workspaceSettingValues.get({ store, workspaceId }, "settings.DefaultNamespace")?.value.value;
  return typeof set === "string" && set !== "" ? set : settingsOf(store, workspaceId).defaultCatalogName;
}
