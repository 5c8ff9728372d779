import { badRequest } from "./arm-request";

/** A range of IPv4 addresses in CIDR notation. */
export class AddressRange {
  private constructor(
    private readonly first: number,
    /** Bits of the prefix: 24 for `10.0.0.0/24`. */
    readonly length: number,
  ) {}

  /** @throws ApiError InvalidAddressPrefixFormat, also when the address has bits outside of its prefix. */
  static parse(prefix: string): AddressRange {
    const [, address = "", bits = ""] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(prefix) ?? [];
    const octets = address.split(".").map(Number);
    const length = Number(bits);
    const first = octets.reduce((number, octet) => number * 256 + octet, 0);
    const valid = address !== "" && octets.every((octet) => octet <= 255) && length <= 32;
    if (!valid || first % 2 ** (32 - length) !== 0) {
      throw badRequest(
        "InvalidAddressPrefixFormat",
        `Address prefix ${prefix} is not formatted correctly: 10.1.0.0/16 is.`,
      );
    }
    return new AddressRange(first, length);
  }

  contains(other: AddressRange): boolean {
    return other.first >= this.first && other.end <= this.end;
  }

  overlaps(other: AddressRange): boolean {
    return other.first < this.end && this.first < other.end;
  }

  private get end(): number {
    return this.first + 2 ** (32 - this.length);
  }
}
