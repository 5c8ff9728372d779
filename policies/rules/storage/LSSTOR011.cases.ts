import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "SFTP and its local users",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.isSftpEnabled = true;
          inputs.isLocalUserEnabled = true;
        }),
      ],
    },
    {
      name: "NFS",
      stack: "dev",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.enableNfsV3 = true;
        }),
      ],
      says: "NFS 3.0",
    },
  ],
  leftAlone: [
    {
      name: "all of them switched off by name",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          Object.assign(inputs, { isSftpEnabled: false, isLocalUserEnabled: false, enableNfsV3: false });
        }),
      ],
    },
  ],
};
