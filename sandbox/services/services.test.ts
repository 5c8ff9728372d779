import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceObjects } from "../control-plane";
import { services } from "./services";

/** The collections that the sources declare, by their names. */
function declared(): string[] {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.flatMap((file) =>
    [
      ...readFileSync(join(__dirname, file), "utf8").matchAll(/(?:new WorkspaceObjects<[^(]*\(\s*|keptAs: )"([^"]+)"/g),
    ].map(([, name = ""]) => name),
  );
}

test("each service says of all that it keeps of workspaces that it does", () => {
  const kept = services.keeps.filter((each) => each instanceof WorkspaceObjects).map(({ name }) => name);
  expect(kept.sort()).toEqual(declared().sort());
});
