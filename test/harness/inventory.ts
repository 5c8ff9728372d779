import { Tokens } from "../../sandbox/control-plane";
import type { Estate } from "./estate";

/** Every object that the control plane holds, by kind, as its operator may ask: nothing can hide from this. */
export async function inventoryOf(estate: Estate): Promise<Record<string, string[]>> {
  const response = await fetch(`${estate.addresses().account}/_sandbox/inventory`, {
    headers: { authorization: `Bearer ${Tokens.of(estate.home).forOperator()}` },
  });
  if (!response.ok) throw new Error(`inventory answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, string[]>;
}
