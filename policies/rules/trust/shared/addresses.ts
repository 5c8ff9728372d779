/** Where something is got from or sent to. */
export interface Address {
  /** `https`, `git+ssh`, `jdbc:postgresql`, `abfss`. */
  protocol: string;
  /** In lower case, without a port. Of `abfss://container@account…` the account's, of `s3://bucket` the bucket. */
  host: string;
  /** After the host, without what is asked of it: `/simple/`. */
  path: string;
}

/** No scheme is longer than that; without an end, a long word would be looked at anew from each of its letters. */
const ADDRESS = /(?:jdbc:)?[a-z][a-z0-9+.-]{0,40}:\/\/[^\s"'`<>,;|)\]}]*/gi;

/** `git@github.com:organisation/repository.git` */
const BY_SSH = /(?:^|[\s+@])git@([\w.-]+):([\w./-]+)/gi;

/** All addresses in a text, each with what stands there. */
export function addressesIn(text: string): { address: Address; written: string }[] {
  return [
    ...[...text.matchAll(ADDRESS)].map(([written]) => ({ written, address: addressOf(written) })),
    ...[...text.matchAll(BY_SSH)].map(([written, host = "", path = ""]) => ({
      written: written.trim(),
      address: { protocol: "ssh", host: host.toLowerCase(), path: `/${path}` },
    })),
  ];
}

function addressOf(written: string): Address {
  const [, protocol = "", rest = ""] = /^(.*?):\/\/(.*)$/s.exec(written) ?? [];
  const name = protocol.toLowerCase();
  // Parsed as browsers and clients do: users before the host, `..` and escapes in the path.
  const parsed = URL.canParse(`https://${rest}`) ? new URL(`https://${rest}`) : undefined;
  if (parsed) return { protocol: name, host: parsed.hostname.replace(/\.$/, ""), path: parsed.pathname };
  return { protocol: name, host: rest.toLowerCase(), path: "" };
}

/** The address without users, passwords and what is asked of it, which may be credentials. */
export const shown = ({ host, path, protocol }: Address): string => `${protocol}://${host}${path}`;
