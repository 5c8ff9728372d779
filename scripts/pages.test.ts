import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOMS } from "./layers/rooms";

const CHECKOUT = join(__dirname, "..");

const FOLDERS = [...new Set([...ROOMS.map(({ folder }) => folder.replace(/\/.*/, "")), "docs", "projects", "test"])];

/** `infra/program/azure-layer.ts`, `infra/config/schema/`: a place in the checkout. */
const PLACE = new RegExp(`\`((?:${FOLDERS.join("|")})/[\\w./-]+)\``, "g");

/** `[words](place#part)`, where the place is no address. */
const LINK = /\]\(([^)#:\s]+)(?:#[^)]*)?\)/g;

/** `[words](place#part)`; without a place it is the page itself. */
const PART = /\]\(([^)#:\s]*)#([^)\s]+)\)/g;

/** `test/command.test.ts` › what it claims: a test by its title, or a rule's case by its name, to the end of the cell or line. */
const TEST = /`([\w./-]+\.(?:test|cases)\.ts)` › (.+?)\s*(?=<br>|\||$)/gm;

const pages = execFileSync("git", ["ls-files", "*.md"], { cwd: CHECKOUT, encoding: "utf8" }).trim().split("\n");

test.each(pages)("%s leads to places that there are", (page) => {
  const text = readFileSync(join(CHECKOUT, page), "utf8");
  const named = [...text.matchAll(PLACE)].map(([, place = ""]) => place);
  const linked = [...text.matchAll(LINK)].map(([, place = ""]) => join(dirname(page), place));
  expect([...named, ...linked].filter((place) => !existsSync(join(CHECKOUT, place)))).toEqual([]);
});

test.each(pages)("%s leads to parts that pages have", (page) => {
  const linked = [...readFileSync(join(CHECKOUT, page), "utf8").matchAll(PART)];
  const missing = linked.filter(([, place = "", part = ""]) => {
    const target = place === "" ? page : join(dirname(page), place);
    return target.endsWith(".md") && !partsOf(target).has(part);
  });
  expect(missing.map(([whole]) => whole)).toEqual([]);
});

/** Of a page, as GitHub makes them of titles. */
function partsOf(page: string): Set<string> {
  const text = readFileSync(join(CHECKOUT, page), "utf8").replaceAll(/^```[\s\S]*?^```/gm, "");
  const seen = new Map<string, number>();
  const titles = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => {
    const words = title
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .trim()
      .toLowerCase();
    const part = words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
    const before = seen.get(part) ?? 0;
    seen.set(part, before + 1);
    return before === 0 ? part : `${part}-${before}`;
  });
  return new Set([...titles, ...[...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, part = ""]) => part)]);
}

test.each(pages)("%s names tests that there are", (page) => {
  const named = [...readFileSync(join(CHECKOUT, page), "utf8").matchAll(TEST)];
  const isThere = (path: string, title: string): boolean =>
    readFileSync(join(CHECKOUT, path), "utf8").includes(JSON.stringify(title));
  expect(named.filter(([, path = "", title = ""]) => !isThere(path, title)).map(([whole]) => whole)).toEqual([]);
});
