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
    {
      name: "an account that says nothing of local users, for whom Azure then has room",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.isLocalUserEnabled;
        }),
      ],
      says: "local users can be made",
    },
  ],
  leftAlone: [
    {
      name: "an account that names none of what Azure leaves off",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.isSftpEnabled;
          delete inputs.enableNfsV3;
        }),
      ],
    },
  ],
};
