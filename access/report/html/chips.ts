import { reachOf, type Verb } from "../../matrix/verbs";

/** Verbs, coloured by how far they go. */
export const chips = (verbs: readonly Verb[]): string =>
  verbs.length === 0
    ? '<span class="none" title="nothing">–</span>'
    : verbs.map((verb) => `<b class="${verb} ${reachOf(verb)}">${verb}</b>`).join(" ");
