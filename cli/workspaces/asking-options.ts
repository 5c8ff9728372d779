import type { Target } from "../targets/target";

/** Options of commands that ask the workspaces of the estate. */
export interface AskingOptions {
  target: Target["name"];
  as?: string;
  json?: boolean;
}
