import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "SFTP and its local users",
      changes: [set(account, "data-lake-account", { isSftpEnabled: true, isLocalUserEnabled: true })],
      says: "it is open to",
    },
    {
      name: "NFS",
      stack: "dev.platform",
      changes: [set(account, "data-lake-account", { enableNfsV3: true })],
      says: "NFS 3.0",
    },
    {
      name: "an account that says nothing of local users, for whom Azure then has room",
      changes: [set(account, "data-lake-account", { isLocalUserEnabled: undefined })],
      says: "local users can be made",
    },
  ],
  leftAlone: [
    {
      name: "an account that names none of what Azure leaves off",
      changes: [set(account, "data-lake-account", { isSftpEnabled: undefined })],
    },
  ],
};
