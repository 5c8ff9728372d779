import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pagePaths } from "../page-paths";
import { allRules } from "../rule-index";
import { policyPages } from "./generated-pages";
import { ruleIndex, unanswered } from "./index-page";

const CHECKOUT = join(__dirname, "../..");
const INDEX = join(CHECKOUT, "docs/policies/README.md");

const rules = allRules();

/** Files that a page of Markdown leads to, as they stand in it. */
const linksIn = (page: string): string[] =>
  [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = ""]) => link);

describe("what is generated of the policy pack", () => {
  it("is what the rules say", () => {
    const stale = policyPages().filter(({ path, text }) => !existsSync(path) || readFileSync(path, "utf8") !== text);
    expect(stale.map(({ path }) => relative(CHECKOUT, path))).toEqual([]);
  });

  it("has an index of all rules", () => {
    // Told in full, the difference of two long pages says nothing.
    expect(readFileSync(INDEX, "utf8").includes(ruleIndex(rules))).toBe(true);
  });

  it("has no page of a family that is gone", () => {
    const pages = readdirSync(join(CHECKOUT, "policies/rules"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => join("policies/rules", file));
    const generated = policyPages().map(({ path }) => relative(CHECKOUT, path));
    expect(pages.filter((page) => !generated.includes(page))).toEqual([]);
  });

  it("leads to files that are there", () => {
    const missing = linksIn(readFileSync(INDEX, "utf8")).filter((link) => !existsSync(join(dirname(INDEX), link)));
    expect(missing).toEqual([]);
  });

  it("has a heading for each rule where links lead", () => {
    for (const [id, place] of pagePaths()) {
      const [page = "", anchor] = place.split("#");
      expect(anchor).toBe(id.toLowerCase());
      expect(readFileSync(join(CHECKOUT, page), "utf8").split("\n")).toContain(`## ${id}`);
    }
  });
});

describe("what checkov and PSRule ask for", () => {
  it("is answered by a rule, or has a reason why not", () => {
    expect(unanswered(rules)).toEqual([]);
  });
});
