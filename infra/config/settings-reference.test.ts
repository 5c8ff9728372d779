import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsReference } from "./settings-reference";

describe("the reference of settings", () => {
  it("in docs/settings.md says what the schemas say", () => {
    expect(readFileSync(join(__dirname, "../../docs/settings.md"), "utf8")).toContain(settingsReference());
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
