import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceObjects } from "../control-plane";
import { services } from "./services";

/** The collections that the sources declare, by their names. */
function declared(): string[] {
  const folders = [__dirname, join(__dirname, "../authority")];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
  );
  const sources = files.filter((file) => file.endsWith(".ts")).map((file) => readFileSync(file, "utf8"));
  return sources.flatMap((source) =>
    [...source.matchAll(/(?:new WorkspaceObjects<[^(]*\(\s*|keptAs: )"([^"]+)"/g)].map(([, name = ""]) => name),
  );
}

test("each service says of all that it keeps of workspaces that it does", () => {
  const kept = services.keeps.filter((each) => each instanceof WorkspaceObjects).map(({ name }) => name);
  expect(kept.sort()).toEqual(declared().sort());
});
