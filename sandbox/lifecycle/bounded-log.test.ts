import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BoundedLog } from "./bounded-log";

test("a full log makes room by giving up what is oldest", () => {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-log-"));
  const file = join(directory, "x.log");
  const log = new BoundedLog(file, 20);
  for (let line = 0; line < 100; line++) log.write(`line ${line}`);
  log.close();
  const kept = readFileSync(`${file}.1`, "utf8") + readFileSync(file, "utf8");
  expect(kept.endsWith("line 99\n")).toBe(true);
  expect(kept.length).toBeLessThan(80);
  rmSync(directory, { recursive: true });
});
