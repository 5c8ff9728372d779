import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { append, type Change, planted, set } from "../../policies/cases/planted";
import { applyExemptions } from "../../policies/exemptions";
import { judge } from "../../policies/judge";
import { allRules } from "../../policies/rule-index";
import { CHECKOUT } from "../harness/estate";

const vault = "azure-native:keyvault:Vault";
const list = "databricks:index/ipAccessList:IpAccessList";
const permissions = "databricks:index/permissions:Permissions";
const everybody = { groupName: "users", permissionLevel: "CAN_MANAGE" };

const rules = allRules();
let estate: DeclaredStack[];

beforeAll(async () => {
  estate = await declareEstate(CHECKOUT, ["prod.platform", "prod.flight-delay"]);
});

/** Names of resources that a rule still finds fault with when one of those ids is exempted in the whole stack. */
function leftOpen(successor: string, stackName: string, rule: string, changes: readonly Change[]): string[] {
  const stack = estate.find(({ name }) => name === stackName);
  if (!stack) throw new Error(`there is no ${stackName}`);
  const at = { file: "policies/exemptions.yaml" };
  const exemption = { rule, urn: `urn:pulumi:${stackName}::*`, reason: "", owner: "", expires: "2027-01-01", at };
  const { open } = applyExemptions(judge(planted(stack, changes), rules), [exemption], "2026-12-01");
  const own = open.filter((finding) => finding.rule === successor);
  return [...new Set(own.map(({ urn }) => urn.split("::").at(-1) ?? ""))].sort();
}

describe("an exemption, everywhere in a stack, from a rule that was taken into another", () => {
  const wide = [{ value: "0.0.0.0/0" }];

  test("silences what that rule looked at, and nothing else that its successor finds", () => {
    const changes = [
      set(vault, "key-vault-vault", { "properties.networkAcls.ipRules": wide }),
      {
        kind: "add",
        type: list,
        name: "office",
        inputs: { listType: "ALLOW", ipAddresses: ["0.0.0.0/0"], label: "a" },
      } as const,
    ];
    expect(leftOpen("LSKV006", "prod.platform", "LSWS007", changes)).toEqual(["key-vault-vault"]);
    expect(leftOpen("LSKV006", "prod.platform", "LSSTOR010", changes)).toEqual(["key-vault-vault", "office"]);
    expect(leftOpen("LSKV006", "prod.platform", "LSKV006", changes)).toEqual([]);
  });

  test("tells objects of a workspace apart by their kind", () => {
    const changes = [
      append(permissions, "training-permissions", "accessControls", everybody),
      append(permissions, "endpoint-permissions", "accessControls", everybody),
    ];
    expect(leftOpen("LSGRANT033", "prod.flight-delay", "LSJOB024", changes)).toEqual(["endpoint-permissions"]);
    expect(leftOpen("LSGRANT033", "prod.flight-delay", "LSSERV018", changes)).toEqual(["training-permissions"]);
    expect(leftOpen("LSGRANT033", "prod.flight-delay", "LSGRANT033", changes)).toEqual([]);
  });
});
