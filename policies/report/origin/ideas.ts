import type { Path } from "../../../infra/config";
import type { DeclaredResource, DeclaredStack } from "../../../infra/declaration";
import type { Cause, Causes } from "./causes";
import type { Source } from "./source";

/** A cause that was found in another stack: within the section that the resource is made from, or in the source as a whole. */
type Idea = { source: string; path: Path; isWithinSection: boolean } | "none";

/**
 * What was found out in stacks before, by what was asked: all stacks run the same program, and estates have hundreds of
 * them. An idea of a cause is tried before it is believed.
 */
const ideas = new Map<string, Idea>();

/** Asks for causes, what other stacks have taught first. */
export class Ideas {
  constructor(
    private readonly stack: DeclaredStack,
    private readonly causes: Causes,
    private readonly sources: readonly Source[],
    private readonly sectionOf: (resource: DeclaredResource) => Path,
  ) {}

  async causeOf(resource: DeclaredResource, property: string | undefined): Promise<Cause | undefined> {
    const section = this.sectionOf(resource);
    const key = keyOf(this.stack.kind, resource, section, property);
    const idea = ideas.get(key);
    if (idea === "none") return undefined;
    const question = { urn: resource.urn, property };
    const source = this.sources.find(({ name }) => name === idea?.source);
    if (idea && source) {
      const path = idea.isWithinSection ? [...section, ...idea.path] : idea.path;
      if (await this.causes.holds(source, path, question)) return { source, path };
    }
    const cause = await this.causes.of(question);
    ideas.set(key, cause ? ideaOf(cause, section) : "none");
    return cause;
  }
}

function ideaOf({ path, source }: Cause, section: Path): Idea {
  const isWithinSection = section.length > 0 && section.every((part, index) => path[index] === part);
  return { source: source.name, path: isWithinSection ? path.slice(section.length) : path, isWithinSection };
}

/** Names of models, jobs and monitors are no part of what is asked; a place in a list is. */
function keyOf(kind: string, { name, type }: DeclaredResource, section: Path, property: string | undefined): string {
  const [what, own, ...rest] = section;
  return JSON.stringify([kind, type, own === undefined ? name : [what, ...rest], property]);
}
