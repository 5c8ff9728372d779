/** What tools take that no registry here has, as their sources say it. */

/** A command with the words that must follow it, and its flags. */
interface Published {
  source: string;
  /** How many words besides flags. */
  words: number;
  flags: readonly string[];
}

const DATABRICKS = "github.com/databricks/cli, cmd/workspace";

/** Of the Databricks CLI; each may also have what is global there (`--profile`, `--output`). */
export const databricksCommands: Readonly<Record<string, Published>> = {
  "catalogs list": { source: `${DATABRICKS}/catalogs/catalogs.go`, words: 0, flags: [] },
  "catalogs delete": { source: `${DATABRICKS}/catalogs/catalogs.go`, words: 1, flags: ["--force"] },
  "experiments restore-experiment": { source: `${DATABRICKS}/experiments/experiments.go`, words: 1, flags: ["--json"] },
  "grants get": { source: `${DATABRICKS}/grants/grants.go`, words: 2, flags: ["--principal"] },
  "grants update": { source: `${DATABRICKS}/grants/grants.go`, words: 2, flags: ["--json"] },
  "git-credentials create": {
    source: `${DATABRICKS}/git-credentials/git-credentials.go`,
    words: 1,
    flags: ["--git-username", "--personal-access-token"],
  },
  "repos update": { source: `${DATABRICKS}/repos/overrides.go`, words: 1, flags: ["--branch", "--tag"] },
  "secrets delete-acl": { source: `${DATABRICKS}/secrets/secrets.go`, words: 2, flags: [] },
};

/** Inputs of GitHub's actions and of tasks of Azure Pipelines, by the version that is named. */
export const stepInputs: Readonly<Record<string, readonly string[]>> = {
  // github.com/actions/checkout, action.yml
  "actions/checkout@v4": ["ref", "fetch-depth", "persist-credentials"],
  // github.com/actions/setup-node, action.yml
  "actions/setup-node@v4": ["node-version", "cache"],
  // github.com/actions/setup-go, action.yml
  "actions/setup-go@v5": ["go-version", "cache"],
  // github.com/Azure/login, action.yml
  "azure/login@v2": ["client-id", "tenant-id", "subscription-id", "allow-no-subscriptions", "audience"],
  // github.com/pulumi/actions, action.yml
  "pulumi/actions@v6": ["pulumi-version", "command", "stack-name"],
  // github.com/microsoft/azure-pipelines-tasks, Tasks/<task>/task.json
  "UseNode@1": ["version", "checkLatest"],
  "GoTool@0": ["version"],
  "AzureCLI@2": [
    "azureSubscription",
    "allowNoSubscriptions",
    "scriptType",
    "scriptLocation",
    "inlineScript",
    "visibleAzLogin",
  ],
};
