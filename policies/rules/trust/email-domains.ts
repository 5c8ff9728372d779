import { ALWAYS, wholeStackRule } from "../../rule";
import { textsIn } from "./shared/named-texts";
import { emailDomainsOf } from "./shared/trusted";

/** RFC 5321 takes 64 letters before the @; without an end, a long word would be looked at anew from each of its letters. */
const EMAIL = /[^\s@/:,;{}<>()]{1,64}@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi;

/** A text that is an address and nothing else. */
const WHOLE = /^\s*(?:mailto:)?[^\s@/:,;{}<>()]+@[a-z0-9.-]+\s*$/i;

/** Parts of the names under which addresses are also written with names, or as lists. */
const MAIL = /email|notif|subscri|receiver|recipient|contact/;

/** Properties that name whoever acts, owns or is let in, not somebody who is written to. */
const PRINCIPALS = new Set([
  "gitemail",
  "gitusername",
  "member",
  "members",
  "owner",
  "owneremail",
  "ownerusername",
  "principal",
  "principals",
  "runasusername",
  "singleusername",
  "user",
  "username",
]);

/** Texts for people. */
const NOTES = new Set(["comment", "customtags", "description", "labels", "tags"]);

export const rule = wholeStackRule({
  id: "LSTRUST007",
  title: "Mail goes to the estate's own domains",
  why: `A mail of a failure or an alert says what runs, on which data and with what result, and goes on doing so as long as nobody
looks. Whoever reads it elsewhere is bound by no agreement, and a mistyped domain is for sale.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Write to an address of a domain in `lakestage:trust.emailDomains` of Pulumi.yaml, or name the domain there; without it, those of `notifications.email` hold.",
  example: "config:\n  lakestage:trust:\n    value:\n      emailDomains: [example.com]",
  check(stack, report, { settings }) {
    const own = emailDomainsOf(settings);
    stack.eachResource((resource) => {
      for (const { keys, path, text } of textsIn(resource)) {
        if (!isMail(keys, text)) continue;
        for (const [address, domain = ""] of text.matchAll(EMAIL)) {
          if (own.includes(domain.toLowerCase())) continue;
          report(`mail goes to ${address}, and ${own.join(", ") || "no domain"} is trusted`, resource, path);
        }
      }
    });
  },
});

function isMail(keys: readonly string[], text: string): boolean {
  if (text.includes("://") || keys.some((key) => NOTES.has(key))) return false;
  // Who subscribes is written to.
  const isSubscribed = keys.some((key) => key.startsWith("subscri"));
  if (PRINCIPALS.has(keys.at(-1) ?? "") && !isSubscribed) return false;
  return WHOLE.test(text) || keys.some((key) => MAIL.test(key));
}
