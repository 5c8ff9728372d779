import { stripVTControlCharacters } from "node:util";
import { terminalReport } from "./terminal";
import { cleanReport, sampleReport } from "./testing/sample-report";

const SAID = 'it runs for ever: <b>&amp; "two" | `three` @lakestage [four](five) *six* ]]> \uFFFD\uFFFD[31m';

describe("the report for people", () => {
  it("says what, where, why and how to mend it, by the line to mend", () => {
    expect(terminalReport(sampleReport({ seconds: 1.26 }), false).split("\n")).toEqual([
      "Pulumi.prod.yaml:3:1",
      "  critical LSTEST001 Vaults cannot be purged",
      "    what  properties.enablePurgeProtection: the vault can be purged",
      "    where prod: Vault key-vault-vault",
      "    why   It leaks.",
      "    mend  Set `it` to false.",
      "",
      "projects/_defaults.yaml:9:19",
      "  medium LSTEST002 Jobs end (advice)",
      `    what  timeoutSeconds: ${SAID}`,
      "    where dev.flight-delay, prod.flight-delay: Job training",
      "    why   It leaks.",
      "    mend  Set `it` to false.",
      "",
      "prod: the stack: LSTEST003 is undetermined: the vault is not known yet",
      "",
      "policies/exemptions.yaml:8:5: error: the exemption from LSTEST001 expired on 2026-11-20: mend what it silenced and remove it, or ask data-platform for a new date",
      "",
      "policies/exemptions.yaml:14:5: warning: the exemption from LSTEST002 matches no finding: remove it, or correct its urn",
      "",
      expect.stringMatching(
        /^2 findings \(1 stops a deployment\), 1 undetermined, 1 exempted, 1 expired exemption, 1 unused exemption in 3 stacks, \d+ resources, 3 rules, 1\.3 s$/,
      ),
    ]);
  });

  it("is one line where nothing is wrong", () => {
    expect(terminalReport(cleanReport(), false)).toMatch(/^no findings in 3 stacks, 159 resources, 3 rules$/);
  });

  it("says the same in colours", () => {
    const report = sampleReport();
    const coloured = terminalReport(report, true);
    expect(coloured).toContain("\u001B[31m");
    expect(stripVTControlCharacters(coloured)).toBe(terminalReport(report, false));
  });

  it("says once what stops one stack and is advice in another", () => {
    const [, inDev, inProd] = sampleReport().findings;
    if (!inDev || !inProd) throw new Error("the sample has findings in two stacks");
    const text = terminalReport(sampleReport({ findings: [inDev, { ...inProd, level: "mandatory" }] }), false);
    expect(text).toContain("  medium LSTEST002 Jobs end\n");
    expect(text).toContain("    where dev.flight-delay: Job training (advice); prod.flight-delay: Job training\n");
  });
});
