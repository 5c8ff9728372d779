import { readFileSync } from "node:fs";
import { z } from "zod";
import { allRules } from "../rule-index";
import { sarifReport } from "./sarif";
import { cleanReport, NASTY, sampleReport } from "./testing/sample-report";

/** OASIS's schema. */
const SCHEMA = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

/** Zod takes a relative reference for a mistake. */
const withoutReferences = (schema: string): z.core.JSONSchema.JSONSchema =>
  JSON.parse(schema, (key, value) => (key === "format" && value === "uri-reference" ? undefined : value));

const sarif = z.fromJSONSchema(withoutReferences(readFileSync(SCHEMA, "utf8")), { defaultTarget: "draft-4" });

const pagesAt = "https://github.com/lakestage-example/mlops/blob/HEAD";

const runOf = (...parts: Parameters<typeof sampleReport>) => JSON.parse(sarifReport(sampleReport(...parts))).runs[0];

describe("the report as SARIF", () => {
  it("fits the standard's schema, with findings of every kind and without any", () => {
    for (const report of [sampleReport({ pagesAt }), cleanReport(), sampleReport({ rules: allRules() })]) {
      expect(sarif.safeParse(JSON.parse(sarifReport(report))).error).toBeUndefined();
    }
  });

  it("would not fit if a level were unknown", () => {
    const log = JSON.parse(sarifReport(sampleReport()));
    log.runs[0].results[0].level = "critical";
    expect(sarif.safeParse(log).success).toBe(false);
  });

  it("points at the line to mend, relative to the checkout", () => {
    const { results } = runOf();
    expect(results[0].locations[0]).toMatchObject({
      physicalLocation: {
        artifactLocation: { uri: "Pulumi.prod.yaml", uriBaseId: "%SRCROOT%" },
        region: { startLine: 3, startColumn: 1 },
      },
      logicalLocations: [{ fullyQualifiedName: expect.stringMatching(/key-vault-vault#properties\./) }],
    });
    expect(results[1].message.text).toBe(
      `dev.flight-delay, prod.flight-delay: Job training: it runs for ever: ${NASTY}.`,
    );
  });

  it("tells once what holds for several stacks, with the resources in each", () => {
    const { results } = runOf();
    expect(results).toHaveLength(4);
    expect(results[1].properties.stacks).toEqual(["dev.flight-delay", "prod.flight-delay"]);
    expect(results[1].locations).toEqual([
      expect.objectContaining({
        logicalLocations: [
          expect.objectContaining({ fullyQualifiedName: expect.stringContaining(":dev.flight-delay::") }),
          expect.objectContaining({ fullyQualifiedName: expect.stringContaining(":prod.flight-delay::") }),
        ],
      }),
    ]);
  });

  it("has severities as code-scanning services show them; a score only where it is about security", () => {
    const { results, tool } = runOf();
    expect(results.map(({ level }: { level: string }) => level)).toEqual(["error", "warning", "note", "none"]);
    const [vault, timeouts] = tool.driver.rules;
    expect(vault.properties).toMatchObject({
      "security-severity": "9.5",
      tags: ["security", "WAF:SE", "CKV_AZURE_110"],
    });
    expect(timeouts.properties).not.toHaveProperty("security-severity");
    expect(timeouts.properties.tags).toEqual(["WAF:RE"]);
  });

  it("leads from every rule of the pack to its page, where the address is known", () => {
    const { tool } = runOf({ rules: allRules(), pagesAt });
    for (const { helpUri, id } of tool.driver.rules)
      expect(helpUri).toMatch(new RegExp(`^${pagesAt}/policies/rules/[a-z-]+/README\\.md#${id.toLowerCase()}$`));
    const { tool: without } = runOf({ rules: allRules() });
    expect(without.driver.rules[0]).not.toHaveProperty("helpUri");
  });

  it("names the ids that a rule had before", () => {
    const [, successor] = runOf({ rules: allRules() }).tool.driver.rules.flatMap(
      ({ deprecatedIds, id }: { deprecatedIds?: string[]; id: string }) =>
        id === "LSPROT007" ? [id, deprecatedIds] : [],
    );
    expect(successor).toEqual(["LSSTOR022"]);
  });

  it("names the rule of each result by id and index", () => {
    const { results, tool } = runOf();
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  it("suppresses what is exempted, with the reason", () => {
    const { results } = runOf();
    const suppressed = results.filter(({ suppressions }: { suppressions?: unknown }) => suppressions);
    expect(suppressed).toHaveLength(1);
    expect(suppressed[0].suppressions).toEqual([
      {
        kind: "external",
        status: "accepted",
        justification: `The old tool needs it. ${NASTY} (data-platform, until 2027-01-31; policies/exemptions.yaml)`,
        location: expect.objectContaining({
          physicalLocation: expect.objectContaining({ region: { startLine: 2, startColumn: 5 } }),
        }),
      },
    ]);
  });

  it("leaves open what is undetermined", () => {
    const { results } = runOf();
    expect(results.at(-1)).toMatchObject({ ruleId: "LSTEST003", kind: "open", level: "none" });
  });

  it("tells exemptions that expired, and those that match nothing, as notifications", () => {
    const { invocations } = runOf();
    expect(invocations[0].toolConfigurationNotifications).toMatchObject([
      { level: "error", descriptor: { id: "expired-exemption" } },
      { level: "warning", descriptor: { id: "unused-exemption" } },
    ]);
  });

  it("knows a finding again when its line and its values change, and tells like ones apart", () => {
    const report = sampleReport();
    const [first] = report.findings;
    if (!first) throw new Error("the sample has findings");
    const moved = { ...first, message: "it is purged", origin: { file: "Pulumi.yaml", line: 99 } };
    const fingerprints = (findings: (typeof first)[]): string[] =>
      runOf({ findings, exempted: [], undetermined: [] }).results.map(
        ({ partialFingerprints }: { partialFingerprints: Record<string, string> }) => partialFingerprints["finding/v1"],
      );
    const [before, twin] = fingerprints([first, { ...first, message: "nobody would notice" }]);
    expect(fingerprints([moved])).toEqual([before]);
    expect(twin).not.toBe(before);
    expect(fingerprints([{ ...first, urn: `${first.urn}-2` }])).not.toEqual([before]);
  });
});
