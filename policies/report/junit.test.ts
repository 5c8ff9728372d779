import { junitReport } from "./junit";
import { cleanReport, sampleReport } from "./testing/sample-report";

/** The elements that begin with this, with all that is in them. */
const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}[ >][^]*?(?:</${name}>|/>(?=\\n))`, "g"))].map(([text]) => text);

/** The case of a rule. */
const caseOf = (xml: string, rule: string): string => {
  const begin = xml.indexOf(`classname="policies.rules" name="${rule}`);
  return xml.slice(begin, xml.indexOf("<testcase", begin));
};

describe("the report as JUnit's XML", () => {
  it("has a case for each rule, and counts them", () => {
    const xml = junitReport(sampleReport());
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="Lakestage policies" tests="5" failures="2" errors="0" skipped="1">/,
    );
    expect(xml).toContain('<testsuite name="rules" tests="3" failures="1" errors="0" skipped="1">');
    expect(xml).toContain('<testsuite name="exemptions" tests="2" failures="1" errors="0" skipped="0">');
    expect(elements(xml, "testcase")).toHaveLength(5);
  });

  it("fails a case with what stops a deployment, and says where and how to mend it", () => {
    const failed = caseOf(junitReport(sampleReport()), "LSTEST001");
    expect(failed).toContain(
      '<failure message="the vault can be purged" type="LSTEST001">Pulumi.prod.yaml:3:1: prod: Vault',
    );
    expect(failed).toContain("Set `it` to false.</failure>");
  });

  it("passes a case with advice or an exemption, and tells it", () => {
    const xml = junitReport(sampleReport());
    const advised = caseOf(xml, "LSTEST002");
    const exempted = caseOf(xml, "LSTEST003");
    expect(advised).toContain(
      "<system-out>advisory: projects/_defaults.yaml:9:19: dev.flight-delay, prod.flight-delay: Job training",
    );
    expect(exempted).toContain("<system-out>exempted until 2027-01-31: projects/flight-delay.yaml");
    expect(advised + exempted).not.toContain("<failure");
  });

  it("tells a mistake once, whatever stacks it holds for", () => {
    expect(junitReport(sampleReport()).match(/it runs for ever/g)).toHaveLength(1);
  });

  it("skips what is looked for in no stage that was looked at, and what is undetermined", () => {
    const xml = junitReport(sampleReport());
    expect(caseOf(xml, "LSTEST003")).toContain('message="the vault is not known yet"');
    const inDevelopment = sampleReport({ stacks: [{ name: "dev", stage: "development" }], undetermined: [] });
    expect(caseOf(junitReport(inDevelopment), "LSTEST003")).toContain('message="not looked for in development"');
  });

  it("escapes what rules and people say", () => {
    const advised = caseOf(junitReport(sampleReport()), "LSTEST002");
    expect(advised).toContain(
      "&lt;b&gt;&amp;amp; &quot;two&quot; | `three` @lakestage [four](five) *six* ]]&gt; \uFFFD",
    );
  });

  it("has no suite for exemptions where there is nothing to say of them", () => {
    expect(junitReport(cleanReport())).not.toContain('name="exemptions"');
  });
});
