import { isJsonObject } from "../../catalogue/json";
import { ApiError, type Json, ownMember } from "../../control-plane";

const MOST_TAGS = 50;
const LONGEST_NAME = 512;
const LONGEST_VALUE = 256;

/** Types that take fewer tags, or shorter names of them, than ARM itself. In lower case. */
const MOST_TAGS_OF: Readonly<Record<string, number>> = {
  "microsoft.network/privatednszones": 15,
  "microsoft.network/privatednszones/virtualnetworklinks": 15,
};
const LONGEST_NAME_OF: Readonly<Record<string, number>> = { "microsoft.storage/storageaccounts": 128 };

/** Names that begin so are Azure's own. */
const RESERVED = /^(azure|microsoft|windows)/i;

/**
 * @param type of the resource.
 * @throws ApiError InvalidTagsCount, InvalidTagName, InvalidTagNameCharacters, InvalidTagValueLength, DuplicateTagName
 */
export function requireValidTags(tags: Json | undefined, type: string): void {
  if (!isJsonObject(tags)) return;
  const entries = Object.entries(tags);
  const most = ownMember(MOST_TAGS_OF, type.toLowerCase()) ?? MOST_TAGS;
  const longest = ownMember(LONGEST_NAME_OF, type.toLowerCase()) ?? LONGEST_NAME;
  if (entries.length > most) {
    throw new ApiError(400, "InvalidTagsCount", `The number of tags ${entries.length} exceeds the maximum of ${most}.`);
  }
  const met = new Map<string, string>();
  for (const [name, value] of entries) {
    if (name.length > longest) {
      throw new ApiError(400, "InvalidTagName", `The tag name '${name}' is longer than ${longest} characters.`);
    }
    if (RESERVED.test(name)) {
      throw new ApiError(
        400,
        "InvalidTagName",
        `The tag name '${name}' begins with one of the reserved prefixes 'microsoft,azure,windows'.`,
      );
    }
    if (/[<>%&\\?/]/.test(name)) {
      throw new ApiError(
        400,
        "InvalidTagNameCharacters",
        `The tag names '${name}' have reserved characters '<,>,%,&,\\,?,/' or control characters.`,
      );
    }
    if (typeof value === "string" && value.length > LONGEST_VALUE) {
      throw new ApiError(
        400,
        "InvalidTagValueLength",
        `The value of tag '${name}' is longer than ${LONGEST_VALUE} characters.`,
      );
    }
    // To Azure names in other capitals are the same name.
    const twin = met.get(name.toLowerCase());
    if (twin !== undefined) {
      throw new ApiError(400, "DuplicateTagName", `The tags '${twin}' and '${name}' have the same name.`);
    }
    met.set(name.toLowerCase(), name);
  }
}
