import { describeProblems } from "../../infra/config";
import { removeProjects } from "../../infra/testing/project-directory";
import type { Finding } from "../finding";
import { applyExemptions } from "./apply-exemptions";
import type { Exemption } from "./exemption";
import { expiredProblem, unusedProblem } from "./exemption-problems";
import { exemption, loadedFrom, TODAY } from "./testing/exemptions-file";

afterAll(removeProjects);

const finding = (name: string, rule = "LSSTOR001"): Finding => ({
  rule,
  urn: `urn:pulumi:dev::lakestage::azure-native:storage:StorageAccount::${name}`,
  message: "shared keys are allowed",
  outcome: "violation",
  level: "mandatory",
});

function exemptionsFrom(...texts: string[]): Exemption[] {
  const loaded = loadedFrom(`exemptions:\n${texts.join("")}`);
  if (!loaded.ok) throw new Error(describeProblems(loaded.problems));
  return loaded.exemptions;
}

describe("an exemption", () => {
  it("silences its rule where its pattern fits, and nothing else", () => {
    const exemptions = exemptionsFrom(exemption());
    const [own, elsewhere, another] = [
      finding("data-lake-account"),
      finding("other"),
      finding("data-lake-account", "LSGRANT001"),
    ];
    expect(applyExemptions([own, elsewhere, another], exemptions, TODAY)).toEqual({
      open: [elsewhere, another],
      exempted: [{ finding: own, exemption: exemptions[0] }],
      expired: [],
      unused: [],
    });
  });

  it("that names a rule of before silences what that would have found, where it names it, and nothing else", () => {
    const exemptions = exemptionsFrom(exemption({ rule: "LSSTOR099" }));
    const formerly = ["LSSTOR099"];
    const own = { ...finding("data-lake-account"), formerly };
    const elsewhere = { ...finding("other"), formerly };
    const successors = finding("data-lake-account");
    expect(applyExemptions([own, elsewhere, successors], exemptions, TODAY)).toMatchObject({
      open: [elsewhere, successors],
      exempted: [{ finding: own, exemption: { rule: "LSSTOR099" } }],
      unused: [],
    });
  });

  it("silences on its last day, and fails from the next", () => {
    const exemptions = exemptionsFrom(exemption());
    const found = [finding("data-lake-account")];
    expect(applyExemptions(found, exemptions, "2027-03-31")).toMatchObject({ open: [], expired: [] });
    expect(applyExemptions(found, exemptions, "2027-04-01")).toEqual({
      open: found,
      exempted: [],
      expired: exemptions,
      unused: [],
    });
  });

  it("that expired fails even where it matches nothing", () => {
    const exemptions = exemptionsFrom(exemption({ expires: "2026-11-20" }));
    const { expired, unused } = applyExemptions([], exemptions, TODAY);
    expect(unused).toEqual([]);
    expect(describeProblems(expired.map(expiredProblem))).toBe(
      "policies/exemptions.yaml:2:5: the exemption from LSSTOR001 expired on 2026-11-20: mend what it silenced and remove it, or ask data-platform for a new date",
    );
  });

  it("that matches nothing is told", () => {
    const { unused } = applyExemptions([finding("other")], exemptionsFrom(exemption()), TODAY);
    expect(describeProblems(unused.map(unusedProblem))).toBe(
      "policies/exemptions.yaml:2:5: the exemption from LSSTOR001 matches no finding: remove it, or correct its urn",
    );
  });

  it("beside another that fits, too, counts as used", () => {
    const exemptions = exemptionsFrom(exemption(), exemption({ urn: '"*::data-lake-account"' }));
    const { exempted, unused } = applyExemptions([finding("data-lake-account")], exemptions, TODAY);
    expect([exempted.map((one) => one.exemption), unused]).toEqual([[exemptions[0]], []]);
  });
});
