import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandReference } from "./command-reference";
import { ExitCode } from "./exit-code";

const page = readFileSync(join(__dirname, "../docs/command.md"), "utf8");

describe("docs/command.md", () => {
  it("describes every command as --help does", () => {
    expect(page).toContain(commandReference());
  });

  it.each(Object.entries(ExitCode))("names the exit code for %s", (_, code) => {
    expect(page).toMatch(new RegExp(`^\\| ${code} \\|`, "m"));
  });
});

describe("the reference of commands", () => {
  it.each([
    ["a command with parameters", "### `lakestage up [stacks...]`"],
    ["a parameter that must be given", "### `lakestage sandbox restore <name>`"],
    ["a command inside commands", "### `lakestage sandbox fault add`"],
    [
      "an option's choices and default",
      '| `--target <target>` | where (choices: "sandbox", "cloud", default: "sandbox") |',
    ],
  ])("has %s", (_, line) => {
    expect(commandReference()).toContain(line);
  });
});
