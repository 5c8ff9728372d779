/** Pillars of the Azure Well-Architected Framework, by the references that rules name. */
const PILLARS: Readonly<Record<string, { name: string; path: string }>> = {
  "WAF:SE": { name: "Security", path: "security" },
  "WAF:RE": { name: "Reliability", path: "reliability" },
  "WAF:CO": { name: "Cost Optimization", path: "cost-optimization" },
  "WAF:OE": { name: "Operational Excellence", path: "operational-excellence" },
  "WAF:PE": { name: "Performance Efficiency", path: "performance-efficiency" },
};

/** Whose rule a reference is. */
export type Framework = "pillar" | "checkov" | "psrule";

/**
 * @throws Error for a reference of no known form: its page would lead nowhere.
 */
export function frameworkOf(reference: string): Framework {
  if (reference in PILLARS) return "pillar";
  if (/^CKV2?_[A-Z]+_\d+$/.test(reference)) return "checkov";
  if (/^Azure\.[A-Za-z]+\.[A-Za-z]+$/.test(reference)) return "psrule";
  throw new Error(`"${reference}" is no reference: name a pillar (WAF:SE), checkov's id or PSRule's`);
}

/** Markdown that leads to what others say of it. */
export function referenceLink(reference: string): string {
  switch (frameworkOf(reference)) {
    case "pillar": {
      const { name = "", path = "" } = PILLARS[reference] ?? {};
      return `[Azure Well-Architected Framework: ${name}](https://learn.microsoft.com/azure/well-architected/${path}/)`;
    }
    case "checkov":
      return `checkov [${reference}](https://www.checkov.io/5.Policy%20Index/terraform.html)`;
    case "psrule":
      return `PSRule [${reference}](https://azure.github.io/PSRule.Rules.Azure/en/rules/${reference}/)`;
  }
}
