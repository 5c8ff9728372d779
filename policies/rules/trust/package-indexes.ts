import { BEYOND_DEVELOPMENT, wholeStackRule } from "../../rule";
import { addressesIn, shown } from "./shared/addresses";
import { ANYTHING, type NamedText } from "./shared/named-texts";
import { type Purpose, purposesIn } from "./shared/purposes";
import { isPackageIndex } from "./shared/trusted";

/** Turns the check of a server's name off. */
const UNCHECKED = /--trusted-host|^(pip)?trustedhost$/;

export const rule = wholeStackRule({
  id: "LSTRUST003",
  title: "Packages and scripts come from the indexes that the settings name",
  why: `Whoever answers for an address gives our jobs their code. A further index is asked for every package, so that one with the
name of ours and a higher version is taken from there; over plain HTTP anybody on the way can answer.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Name packages alone, which come from the index that the workspace is configured with; or name the index in `lakestage:trust.packageIndexes` of Pulumi.yaml, with https://.",
  example: "config:\n  lakestage:trust:\n    value:\n      packageIndexes: [https://packages.example.com/simple/]",
  check(stack, report, context) {
    stack.eachResource((resource) => {
      for (const { named, purpose } of purposesIn(resource)) {
        if (purpose !== "code" && purpose !== "package") continue;
        for (const { address } of addressesIn(named.text)) {
          if (!isFetched(address.protocol) || isPackageIndex(address, context)) continue;
          report(`code is got from ${shown(address)}, which no setting trusts`, resource, named.path);
        }
        const wrong = withoutAddress(named, purpose);
        if (wrong !== undefined) report(wrong, resource, named.path);
      }
    });
  },
});

/** What is read from volumes and storage is judged as a place of code. */
const isFetched = (protocol: string): boolean => /^(https?|ftps?|sftp)$/.test(protocol);

function withoutAddress({ keys, text }: NamedText, purpose: Purpose): string | undefined {
  const last = keys.at(-1) ?? "";
  if (UNCHECKED.test(text) || UNCHECKED.test(last)) return "a package index is trusted whoever answers for it";
  if (purpose !== "package" || text === "") return undefined;
  if (text === ANYTHING) return "people choose where packages come from";
  return last === "repo" && addressesIn(text).length === 0 ? `packages are got from ${text}` : undefined;
}
