import { edit, type RuleCases, set } from "../../cases/planted";

const endpoint = "azure-native:network:PrivateEndpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "a connection that somebody must approve",
      changes: [
        edit(endpoint, "private-endpoints-key-vault", (inputs) => {
          inputs.manualPrivateLinkServiceConnections = inputs.privateLinkServiceConnections;
          delete inputs.privateLinkServiceConnections;
        }),
      ],
      says: `"key-vault"`,
    },
  ],
  leftAlone: [
    {
      name: "a connection with a request, approved all the same",
      changes: [
        set(endpoint, "private-endpoints-key-vault", {
          "privateLinkServiceConnections[0].requestMessage": "please",
          manualPrivateLinkServiceConnections: [],
        }),
      ],
    },
  ],
};
