import type { Stage } from "../../infra/config";

/** Where an estate runs, and with what to ask it. */
export interface RunningEstate {
  account: {
    id: string;
    /** Address of the account's API. */
    host: string;
  };
  workspaces: RunningWorkspace[];
  /** Bearer token that the account and all of the workspaces take. */
  token: string;
}

/** The workspace of an environment that is deployed. */
export interface RunningWorkspace {
  environment: string;
  stage: Stage;
  /** Digits. */
  id: string;
  host: string;
}
