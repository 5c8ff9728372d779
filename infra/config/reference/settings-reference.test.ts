import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectReference } from "./project-reference";
import { settingsReference } from "./settings-reference";

describe("the reference of settings", () => {
  it("in docs/settings.md says what the schemas say", () => {
    expect(readFileSync(join(__dirname, "../../../docs/settings.md"), "utf8")).toContain(settingsReference());
  });

  it.each([
    ["a range", "| `softDeleteDays` | 1 to 365 | `7` |"],
    ["a choice", '| `backend` | `databricks`, `keyVault` | `"databricks"` |'],
    ["a setting in a group", "| `github.organization` | text | required in `github` |"],
    ["a secret", "| `slack.url` | encrypted text | required in `slack` |"],
    ["a section that must be there", "The virtual network. In `Pulumi.<environment>.yaml`, required."],
  ])("describes %s", (_, line) => {
    expect(settingsReference()).toContain(line);
  });
});

describe("the reference of projects' settings", () => {
  it("in docs/projects.md says what the schemas say", () => {
    expect(readFileSync(join(__dirname, "../../../docs/projects.md"), "utf8")).toContain(projectReference());
  });

  it.each([
    ["a setting of a named group", "| `tables.<name>.primaryKey` | list: text | required in `tables.<name>` |"],
    ["a setting of a list's items", "| `rateLimits[].key` | `endpoint`, `user` | required in `rateLimits[]` |"],
    [
      "a choice that decides what else there is",
      "| `approval.rule` | `automatic`, `manual` | required in `approval` |",
    ],
    ["what all models share, once", "| `online` | settings: see [`online`](#online) |"],
    ["values of several types", "| `hyperparameters` | names with number or `true` or `false` or text |"],
  ])("describes %s", (_, line) => {
    expect(projectReference()).toContain(line);
  });
});
