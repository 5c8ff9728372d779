import type { PropertiesOf } from "../../../resource-types";

type Account = PropertiesOf<"azure-native:storage:StorageAccount">;

/** Whether an account's public address answers at all, be it through a firewall. Absent, Azure switches it on. */
export const hasPublicEndpoint = ({ publicNetworkAccess }: Account): boolean =>
  publicNetworkAccess !== "Disabled" && publicNetworkAccess !== "SecuredByPerimeter";
