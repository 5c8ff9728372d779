import { jsonReport } from "./json";
import { cleanReport, NASTY, sampleReport } from "./testing/sample-report";

describe("the report as JSON", () => {
  it("says of each finding what, where, why and how to mend it", () => {
    const { findings } = JSON.parse(jsonReport(sampleReport()));
    expect(findings[0]).toEqual({
      rule: "LSTEST001",
      title: "Vaults cannot be purged",
      severity: "critical",
      level: "mandatory",
      stacks: ["prod"],
      property: "properties.enablePurgeProtection",
      message: "the vault can be purged",
      why: "It leaks. Much does.",
      remediation: "Set `it` to false.",
      origin: { file: "Pulumi.prod.yaml", line: 3, column: 1 },
      places: [
        {
          stack: "prod",
          type: "azure-native:keyvault:Vault",
          name: "key-vault-vault",
          urn: expect.stringMatching(/^urn:pulumi:prod::.*Vault::key-vault-vault$/),
          level: "mandatory",
        },
      ],
    });
    expect(findings[1].message).toBe(`it runs for ever: ${NASTY}`);
  });

  it("tells once what holds for several stacks", () => {
    const { findings } = JSON.parse(jsonReport(sampleReport()));
    expect(findings).toHaveLength(2);
    expect(findings[1]).toMatchObject({
      stacks: ["dev.flight-delay", "prod.flight-delay"],
      places: [{ stack: "dev.flight-delay" }, { stack: "prod.flight-delay" }],
    });
  });

  it("counts everything, and says whether it passed", () => {
    const { counts, passed } = JSON.parse(jsonReport(sampleReport()));
    const none = { mandatory: 0, advisory: 0 };
    expect({ counts, passed }).toEqual({
      passed: false,
      counts: {
        findings: 2,
        bySeverity: {
          critical: { mandatory: 1, advisory: 0 },
          high: none,
          medium: { mandatory: 0, advisory: 1 },
          low: none,
        },
        undetermined: 1,
        exempted: 1,
        expired: 1,
        unused: 1,
      },
    });
    expect(JSON.parse(jsonReport(cleanReport())).passed).toBe(true);
  });

  it("tells exemptions in full, and how long it took not at all", () => {
    const report = JSON.parse(jsonReport(sampleReport({ seconds: 7 })));
    expect(report.exempted[0].exemption).toEqual({
      rule: "LSTEST003",
      urn: "urn:pulumi:prod.flight-delay::*",
      reason: `The old tool needs it. ${NASTY}`,
      owner: "data-platform",
      expires: "2027-01-31",
      origin: { file: "policies/exemptions.yaml", line: 2, column: 5 },
    });
    expect(report).not.toHaveProperty("seconds");
  });
});
