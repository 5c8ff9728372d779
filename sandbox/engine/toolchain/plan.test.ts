import { planToolchain } from "./plan";
import type { InstalledPulumi, Survey } from "./survey";
import { ToolchainError } from "./toolchain-error";

const entry = { directory: "/cache/engine/x", present: false };
const nothing: Survey = {
  pulumi: undefined,
  go: undefined,
  npm: undefined,
  cache: { directory: "/cache", cli: entry, provider: entry, official: "/cache/engine/official" },
};
const go = { path: "/go/bin/go", version: "1.26.8" };
const pulumi: InstalledPulumi = {
  path: "/bin/pulumi",
  version: "3.256.0",
  hasLanguageHost: true,
  databricksPlugin: undefined,
};

function messageOf(survey: Survey): string {
  try {
    planToolchain(survey);
  } catch (error) {
    if (error instanceof ToolchainError) return error.message;
  }
  throw new Error("a plan was made");
}

test("an installed pulumi with its plugin is used as it is", () => {
  const survey = {
    ...nothing,
    go,
    pulumi: { ...pulumi, databricksPlugin: "/home/.pulumi/plugins/resource-databricks-v1.110.0" },
  };
  expect(planToolchain(survey)).toEqual({ pulumi: "path", databricks: ["installed"] });
});

test("an installed pulumi downloads the plugin, and Go is the way out", () => {
  expect(planToolchain({ ...nothing, pulumi })).toEqual({ pulumi: "path", databricks: ["download"] });
  expect(planToolchain({ ...nothing, pulumi, go })).toEqual({ pulumi: "path", databricks: ["download", "build"] });
});

test.each([
  ["is too old", { ...pulumi, version: "3.199.9" }],
  ["does not say its version", { ...pulumi, version: "" }],
  ["has no language host beside it", { ...pulumi, hasLanguageHost: false }],
])("a pulumi that %s is passed over for Go", (_, unusable) => {
  expect(planToolchain({ ...nothing, pulumi: unusable, go })).toEqual({ pulumi: "build", databricks: ["build"] });
});

test("without pulumi and Go the official download is taken", () => {
  expect(planToolchain({ ...nothing, npm: "/bin/npm" })).toEqual({ pulumi: "npm", databricks: ["download"] });
});

test("with nothing at all the message says what to install", () => {
  const message = messageOf(nothing);
  expect(message).toContain("No usable pulumi and no Go on the PATH");
  expect(message).toContain("https://www.pulumi.com/docs/install/");
  expect(message).toContain("https://go.dev/doc/install");
});

test("with only an old pulumi the message says that it was seen", () => {
  expect(messageOf({ ...nothing, pulumi: { ...pulumi, version: "3.10.0" } })).toContain(
    "/bin/pulumi is 3.10.0, older than 3.200.0",
  );
});
