import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import type { Finding } from "../../policies/finding";
import {
  isFailure,
  type JudgedStack,
  judgedStack,
  pagesAddress,
  type ReportParts,
  reportOn,
} from "../../policies/report/report";
import { cleanReport, sampleReport, VAULT } from "../../policies/report/testing/sample-report";
import { REPORT_FORMATS, writeReport } from "../../policies/report/write-report";
import { stackOf } from "../../policies/rule-context";

const CHECKOUT = join(__dirname, "../..");

const { expired, rules, unused } = sampleReport();

const names = (findings: readonly { rule: string }[]): string[] => findings.map(({ rule }) => rule);

describe("a report", () => {
  let stacks: DeclaredStack[];
  beforeAll(async () => {
    stacks = await declareEstate(CHECKOUT, ["prod", "prod.flight-delay"]);
  }, 60_000);

  /** What is reported of these findings, in the order that rules made them. */
  const reported = async (findings: readonly Finding[], others: Partial<ReportParts> = {}) => {
    const judged: JudgedStack[] = [];
    for (const stack of stacks) {
      const own = findings.filter(({ urn }) => stackOf(urn) === stack.name);
      judged.push(await judgedStack(stack, own, CHECKOUT));
    }
    return reportOn({
      stacks: judged,
      rules,
      exemptions: [],
      today: "2026-11-21",
      directory: CHECKOUT,
      ...others,
    });
  };

  const job = { ...VAULT, rule: "LSTEST002", urn: stackUrn("prod.flight-delay"), level: "advisory" } as const;
  const owner = { ...VAULT, rule: "LSTEST003", urn: stackUrn("prod") };

  it("begins with the worst, and says where each finding can be mended", async () => {
    const { findings } = await reported([owner, job, VAULT]);
    expect(names(findings)).toEqual(["LSTEST001", "LSTEST002", "LSTEST003"]);
    expect(findings.map(({ origin }) => origin.file)).toEqual([
      "Pulumi.prod.yaml",
      "projects/flight-delay.yaml",
      "Pulumi.prod.yaml",
    ]);
  });

  it("tells what is exempted and what is undetermined apart from the rest", async () => {
    const [exemption] = unused;
    if (!exemption) throw new Error("the sample has exemptions");
    const unknown: Finding = { ...owner, outcome: "undetermined" };
    const { exempted, findings, undetermined } = await reported([VAULT, job, unknown], {
      exemptions: [{ ...exemption, urn: "urn:pulumi:prod.flight-delay::*" }],
    });
    expect([findings, exempted.map(({ finding }) => finding), undetermined].map(names)).toEqual([
      ["LSTEST001"],
      ["LSTEST002"],
      ["LSTEST003"],
    ]);
  });

  it("counts exemptions that expired, and those that match nothing in all stacks that they may be for", async () => {
    const [exemption] = unused;
    if (!exemption) throw new Error("the sample has exemptions");
    const inProd = { ...exemption, urn: "urn:pulumi:prod::*" };
    const report = await reported([], { exemptions: [...expired, exemption, inProd] });
    expect(report).toMatchObject({ expired, unused: [inProd] });
  });

  it("counts resources, and not the components that group them", async () => {
    const custom = stacks.flatMap(({ resources }) => resources.filter((resource) => resource.custom));
    expect((await reported([])).resources).toBe(custom.length);
  });

  it("is not made of a finding in a stack that was not looked at", async () => {
    const [, project] = stacks;
    if (!project) throw new Error("prod.flight-delay is shipped");
    await expect(judgedStack(project, [VAULT], CHECKOUT)).rejects.toThrow(
      "LSTEST001 found something in a stack that was not looked at",
    );
  });

  it("leads to pages in the repository that deploys the environment", () => {
    const [prod] = stacks;
    if (!prod) throw new Error("prod is shipped");
    expect(pagesAddress(prod.settings)).toBe("https://github.com/lakestage-example/mlops/blob/HEAD");
    expect(pagesAddress({ ...prod.settings, identity: {} })).toBeUndefined();
  });
});

/** Of the stack itself, where findings about what it lacks are. */
function stackUrn(stack: string): string {
  return `urn:pulumi:${stack}::lakestage::pulumi:pulumi:Stack::lakestage-${stack}`;
}

describe("an estate", () => {
  it("fails with a mandatory finding or an expired exemption, and with nothing less", () => {
    const report = sampleReport();
    const advice = report.findings.filter(({ level }) => level === "advisory");
    expect(isFailure(report)).toBe(true);
    expect(isFailure({ ...report, findings: advice })).toBe(true);
    expect(isFailure({ ...report, expired: [] })).toBe(true);
    expect(isFailure({ ...report, findings: advice, expired: [] })).toBe(false);
  });
});

describe("every form of a report", () => {
  it.each(REPORT_FORMATS)(
    "%s is the same for the same report, and can tell that there is nothing to tell",
    (format) => {
      expect(writeReport(sampleReport(), format)).toBe(writeReport(sampleReport(), format));
      expect(writeReport(cleanReport(), format)).toMatch(/\S\n$/);
    },
  );
});
