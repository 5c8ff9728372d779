import { isJsonObject } from "../../catalogue/json";
import { ApiError, type Json } from "../../control-plane";

const MOST_TAGS = 50;
const LONGEST_NAME = 512;
const LONGEST_VALUE = 256;

/** @throws ApiError InvalidRequestContent, InvalidTagsCount, InvalidTagName, InvalidTagNameCharacters, InvalidTagValueLength */
export function requireValidTags(tags: Json | undefined): void {
  if (!isJsonObject(tags)) return;
  const entries = Object.entries(tags);
  if (entries.length > MOST_TAGS) {
    throw new ApiError(
      400,
      "InvalidTagsCount",
      `The number of tags ${entries.length} exceeds the maximum of ${MOST_TAGS}.`,
    );
  }
  const names = new Set<string>();
  for (const [name, value] of entries) {
    // Names are the same in any letter case. ARM documents that, and not with which words it says so.
    if (names.has(name.toLowerCase())) {
      throw new ApiError(400, "InvalidRequestContent", `The tag '${name}' is there already in another letter case.`);
    }
    names.add(name.toLowerCase());
    if (name.length > LONGEST_NAME) {
      throw new ApiError(400, "InvalidTagName", `The tag name '${name}' is longer than ${LONGEST_NAME} characters.`);
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
  }
}
