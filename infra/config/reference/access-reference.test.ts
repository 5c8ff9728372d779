import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROLES } from "../access";
import { accessReference } from "./access-reference";

/** A role's cell of a row, in the table of one stage. */
function cellOf(stage: string, what: string, role: (typeof ROLES)[number]): string | undefined {
  const [, table = ""] = accessReference().split(`### ${stage}\n`);
  const row = table.split("\n").find((line) => line.startsWith(`| ${what} |`));
  return row?.split(" | ")[ROLES.indexOf(role) + 1]?.replace(/ \|$/, "");
}

describe("the access matrix", () => {
  it("in docs/access.md says what the access model says", () => {
    expect(readFileSync(join(__dirname, "../../../docs/access.md"), "utf8")).toContain(accessReference());
  });

  it.each([
    ["the catalog's privileges of a role", "Staging", "catalog", "runners", "`USE_CATALOG`, `BROWSE`"],
    ["what a workspace lets a role do", "Production", "workspace", "dataScientists", "`USER`, `workspaceAccess`"],
    ["a role's level on projects' objects", "Development", "project's jobs", "mlEngineers", "`CAN_MANAGE_RUN`"],
    ["a run identity's level on its own project", "Production", "project's endpoints", "runners", "`CAN_MANAGE`"],
    ["that a role has no rights on something", "Production", "compute", "dataScientists", ""],
  ] as const)("shows %s", (_, stage, what, role, rights) => {
    expect(cellOf(stage, what, role)).toBe(rights);
  });

  it("shows what the identities that take snapshots may do on both sides", () => {
    const [, table = ""] = accessReference().split("### Snapshots\n");
    expect(table).toContain("| named tables | `SELECT` |");
    expect(table).toContain("| schema of the snapshots | `USE_SCHEMA`, `CREATE_TABLE`, `MODIFY` |");
  });
});
