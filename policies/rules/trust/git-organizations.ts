import { BEYOND_DEVELOPMENT, wholeStackRule } from "../../rule";
import { addressesIn, shown } from "./shared/addresses";
import { purposesIn } from "./shared/purposes";
import { gitOrganizationsOf, isOwnRepository } from "./shared/trusted";

export const rule = wholeStackRule({
  id: "LSTRUST002",
  title: "Code is cloned from the estate's own organisations, over HTTPS",
  why: `A repository of another organisation is changed by whoever they let in, and what they push runs with the rights of our
jobs. Over plain HTTP or an unknown host's SSH, everybody on the way may answer in its place.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Clone from an organisation of `lakestage:trust.gitOrganizations` in Pulumi.yaml, or name the one that is meant there.",
  example: "config:\n  lakestage:trust:\n    value:\n      gitOrganizations: [github.com/lakestage-example]",
  check(stack, report, context) {
    const own = gitOrganizationsOf(context.settings).join(", ") || "no organisation";
    stack.eachResource((resource) => {
      for (const { named, purpose } of purposesIn(resource)) {
        if (purpose !== "git" || named.text === "") continue;
        const found = addressesIn(named.text).map(({ address }) => address);
        // `git+https` is pip's word for it.
        const addresses = found.map((each) => ({ ...each, protocol: each.protocol.replace(/^git\+/, "") }));
        const stranger = addresses.find((address) => !isOwnRepository(address, context));
        if (addresses.length > 0 && !stranger) continue;
        report(
          `code is cloned from ${stranger ? shown(stranger) : "an address that says no host"}, and ${own} is trusted`,
          resource,
          named.path,
        );
      }
    });
  },
});
