import { type RuleCases, set } from "../cases/planted";
import { everything } from "../replaced-rules";
import { ADVICE, resourceRule } from "../rule";
import { referenceLink } from "./references";
import { ruleSection } from "./rule-section";

const vault = "azure-native:keyvault:Vault";

const planted = (name: string): RuleCases["caught"][number] => ({
  name,
  changes: [set(vault, "v", {})],
  says: "purged",
});

const rule = resourceRule({
  id: "LSTEST001",
  title: "Vaults cannot be purged",
  why: "What is purged is gone.",
  severity: "high",
  enforcement: ADVICE,
  references: ["WAF:SE", "CKV2_AZURE_40", "Azure.RBAC.UseGroups"],
  remediation: "Leave `keyVault.purgeProtection` on.",
  example: "lakestage:keyVault:\n  purgeProtection: true",
  types: [vault],
  check() {},
});

describe("what a page tells of a rule", () => {
  const page = ruleSection(rule, {
    caught: [planted("a vault that may be <purged>")],
    leftAlone: [planted("another")],
  });

  it("says what the rule says, and what its test tries", () => {
    expect(page.split("\n")).toEqual(
      expect.arrayContaining([
        "## LSTEST001",
        "**Vaults cannot be purged**",
        "Severity: **high**; development: advisory, staging: advisory, production: advisory. Looks at every `azure-native:keyvault:Vault`.",
        "What is purged is gone.",
        "**How to mend it.** Leave `keyVault.purgeProtection` on.",
        "```yaml",
        "- a vault that may be &#60;purged&#62;",
        "- another",
      ]),
    );
  });

  it("names the ids of rules that it took in", () => {
    expect(page).not.toContain("Replaces");
    const cases: RuleCases = { caught: [planted("one")], leftAlone: [planted("two")] };
    expect(ruleSection({ ...rule, replaces: { LSTEST002: everything, LSTEST003: everything } }, cases)).toContain(
      "Replaces LSTEST002, LSTEST003.",
    );
  });

  it("leads to who else asks for it", () => {
    expect(page).toContain(
      "**Who else asks for it:** [Azure Well-Architected Framework: Security](https://learn.microsoft.com/azure/well-architected/security/)",
    );
    expect(page).toContain("checkov [CKV2_AZURE_40](https://");
    expect(page).toContain("/en/rules/Azure.RBAC.UseGroups/)");
  });

  it("knows TypeScript from YAML", () => {
    const inTypeScript = { ...rule, example: 'new Vault("vault", { ..., });' };
    const cases: RuleCases = { caught: [planted("one")], leftAlone: [planted("two")] };
    expect(ruleSection(inTypeScript, cases)).toContain("```typescript\nnew Vault");
  });

  it("says that the engine can mend it, only where it can", () => {
    const cases: RuleCases = { caught: [planted("one")], leftAlone: [planted("two")] };
    expect(page).not.toContain("remediate");
    expect(ruleSection({ ...rule, remedy: () => ({}) }, cases)).toContain("`remediate`");
  });
});

test.each(["CKV_AZURE", "WAF:XX", "azure.databricks.sku", ""])("%j is no reference", (reference) => {
  expect(() => referenceLink(reference)).toThrow("is no reference");
});
