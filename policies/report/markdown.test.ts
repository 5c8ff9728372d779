import { markdownReport } from "./markdown";
import { cleanReport, sampleReport } from "./testing/sample-report";

describe("the report for a pull request", () => {
  it("begins with whether it passed, and totals by severity", () => {
    const lines = markdownReport(sampleReport()).split("\n");
    expect(lines[0]).toBe("## Policies: failed");
    expect(lines).toEqual(expect.arrayContaining(["| critical | 1 | 0 |", "| medium | 0 | 1 |"]));
    expect(markdownReport(cleanReport())).toMatch(/^## Policies: passed\n\nno findings in 3 stacks, .*$/);
  });

  it("folds what there is to say of each rule, with a row for each finding", () => {
    const text = markdownReport(sampleReport());
    expect(text.match(/<details><summary>/g)).toHaveLength(4);
    expect(text.match(/<\/details>/g)).toHaveLength(4);
    expect(text).toContain("<details><summary><b>critical</b> LSTEST001: Vaults cannot be purged (1)</summary>\n\n|");
    expect(text).toContain(
      "| `Pulumi.prod.yaml:3:1` | prod | Vault key-vault-vault | `properties.enablePurgeProtection`: the vault can be purged | mandatory |",
    );
  });

  it("has one row for what holds for several stacks", () => {
    expect(markdownReport(sampleReport())).toContain(
      "| `projects/_defaults.yaml:9:19` | dev.flight-delay, prod.flight-delay | Job training |",
    );
  });

  it("lists exemptions with their ends, and those that expired or match nothing", () => {
    const text = markdownReport(sampleReport());
    expect(text).toContain(
      "| LSTEST003 | prod.flight-delay: the stack | nobody owns the stack | 2027-01-31 | data-platform |",
    );
    expect(text).toContain("### Expired exemptions\n\n- `policies/exemptions.yaml:8:5`: the exemption from LSTEST001");
    expect(text).toContain("### Unused exemptions\n\n- `policies/exemptions.yaml:14:5`: the exemption from LSTEST002");
  });

  it("takes nothing that rules or people say for markup, mentions or cells", () => {
    const text = markdownReport(sampleReport());
    expect(text).not.toMatch(/<b>&|@lakestage|\[four\]|\*six\*|`three`/);
    const rows = text.split("\n").filter((line) => line.includes("lakestage &#91;four"));
    expect(rows.map((row) => row.split("|").length - 1)).toEqual([6, 7]);
  });

  it("stays below what a comment may hold, and says what it left out", () => {
    const report = sampleReport();
    const [finding] = report.findings;
    if (!finding) throw new Error("the sample has findings");
    const many = Array.from({ length: 2000 }, (_, line) => ({ ...finding, origin: { ...finding.origin, line } }));
    const text = markdownReport({ ...report, findings: [...many, ...report.findings.slice(1)] });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("LSTEST001: 2000 findings, which the other reports have in full");
    expect(text).toContain("LSTEST002: Jobs end (1)</summary>");
  });
});
