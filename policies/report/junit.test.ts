import { junitReport } from "./junit";
import { cleanReport, sampleReport } from "./testing/sample-report";

/** The elements that begin with this, with all that is in them. */
const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}[ >][^]*?(?:</${name}>|/>(?=\\n))`, "g"))].map(([text]) => text);

/** The case of a rule in a suite. */
const caseOf = (xml: string, suite: string, rule: string): string => {
  const begin = xml.indexOf(`classname="policies.${suite}" name="${rule}`);
  return xml.slice(begin, xml.indexOf("<testcase", begin));
};

describe("the report as JUnit's XML", () => {
  it("has a suite for each stack and a case in it for each rule, and counts them", () => {
    const xml = junitReport(sampleReport());
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="Lakestage policies" tests="11" failures="2" errors="0" skipped="2">/,
    );
    expect(xml).toContain('<testsuite name="prod" tests="3" failures="1" errors="0" skipped="1">');
    expect(xml).toContain('<testsuite name="dev.flight-delay" tests="3" failures="0" errors="0" skipped="1">');
    expect(xml).toContain('<testsuite name="exemptions" tests="2" failures="1" errors="0" skipped="0">');
    expect(elements(xml, "testcase")).toHaveLength(11);
  });

  it("fails a case with what stops a deployment, and says where and how to mend it", () => {
    const failed = caseOf(junitReport(sampleReport()), "prod", "LSTEST001");
    expect(failed).toContain('<failure message="the vault can be purged" type="LSTEST001">Pulumi.prod.yaml:3:1: Vault');
    expect(failed).toContain("Set `it` to false.</failure>");
  });

  it("passes a case with advice or an exemption, and tells it", () => {
    const xml = junitReport(sampleReport());
    const advised = caseOf(xml, "dev.flight-delay", "LSTEST002");
    const exempted = caseOf(xml, "prod.flight-delay", "LSTEST003");
    expect(advised).toContain("<system-out>advisory: projects/_defaults.yaml:9:19: Job training");
    expect(exempted).toContain("<system-out>exempted until 2027-01-31: projects/flight-delay.yaml");
    expect(advised + exempted).not.toContain("<failure");
  });

  it("skips what is not looked for in a stage, and what is undetermined", () => {
    const xml = junitReport(sampleReport());
    expect(caseOf(xml, "dev.flight-delay", "LSTEST003")).toContain('message="not looked for in development"');
    expect(caseOf(xml, "prod", "LSTEST003")).toContain('message="the vault is not known yet"');
  });

  it("escapes what rules and people say", () => {
    const advised = caseOf(junitReport(sampleReport()), "prod.flight-delay", "LSTEST002");
    expect(advised).toContain(
      "&lt;b&gt;&amp;amp; &quot;two&quot; | `three` @lakestage [four](five) *six* ]]&gt; \uFFFD",
    );
  });

  it("has no suite for exemptions where there is nothing to say of them", () => {
    expect(junitReport(cleanReport())).not.toContain('name="exemptions"');
  });
});
