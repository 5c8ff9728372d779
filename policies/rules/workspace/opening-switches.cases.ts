import type { RuleCases } from "../../cases/planted";
import { reconfigured } from "./shared/planted-configuration";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace that runs retired init scripts",
      stack: "prod",
      changes: [reconfigured({ enableDeprecatedGlobalInitScripts: "true" })],
      says: "enableDeprecatedGlobalInitScripts is true",
    },
    {
      name: "a workspace whose pages can be framed",
      stack: "dev",
      changes: [reconfigured({ "enable-X-Frame-Options": "False" })],
      says: "enable-X-Frame-Options is false",
    },
  ],
  leftAlone: [
    {
      name: "a workspace whose switches are turned the safe way round",
      stack: "prod",
      changes: [reconfigured({ "enable-X-Frame-Options": "true", enableDbfsFileBrowser: "false" })],
    },
  ],
};
