import type { Path } from "../../../infra/config";
import type { DeclaredResource } from "../../../infra/declaration";
import { differences, propertyOf } from "./property-value";
import type { Source } from "./source";

/** A property of a resource, or without one whether the resource is there. */
export interface Question {
  urn: string;
  property: string | undefined;
}

/** Something in a source that, once it is something else, makes the property something else. */
export interface Cause {
  source: Source;
  path: Path;
}

interface Tried extends Cause {
  /** Whether it takes the property away, rather than makes it another. */
  removes: boolean;
  /** How many other values it changes. */
  beside: number;
  /** How many values within the property. */
  within: number;
}

type Resources = ReadonlyMap<string, DeclaredResource>;

/** Finds out what a stack's properties follow from, by running its program with something else there. */
export class Causes {
  private readonly declared: Resources;
  private readonly trials = new Map<string, Promise<readonly (Resources | undefined)[]>>();

  constructor(
    declared: readonly DeclaredResource[],
    private readonly sources: readonly Source[],
  ) {
    this.declared = byUrn(declared);
  }

  /** The cause that says what the property is, and as little as possible beside; undefined where the program does. */
  async of(question: Question): Promise<Cause | undefined> {
    const found: Tried[] = [];
    for (const source of this.sources) found.push(...(await this.below(source, [], question)));
    const [first] = found.sort(
      (one, other) =>
        Number(one.removes) - Number(other.removes) || one.beside - other.beside || other.within - one.within,
    );
    return first;
  }

  /** Whether this is a cause: for whoever has an idea. */
  async holds(source: Source, path: Path, question: Question): Promise<boolean> {
    return (await this.tried(source, path, question)) !== undefined;
  }

  private async below(source: Source, path: Path, question: Question): Promise<Tried[]> {
    const causes: Tried[] = [];
    for (const part of source.partsBelow(path)) {
      const at = [...path, part];
      if (!(await this.mayMove(source, at, question))) continue;
      const inner = await this.below(source, at, question);
      const own = inner.length > 0 ? undefined : await this.tried(source, at, question);
      causes.push(...inner, ...(own ? [own] : []));
    }
    return causes;
  }

  /**
   * Where all of a section differs and the resource stays what it is, nothing in the section has to be looked at. That the
   * property alone stays says little: one difference may hide another.
   */
  private async mayMove(source: Source, path: Path, question: Question): Promise<boolean> {
    const before = this.declared.get(question.urn);
    const trials = await this.trialsOf(source, path);
    return trials.some((trial) => {
      const after = trial?.get(question.urn);
      const parts = [question.property, "protect", "ignoreChanges"];
      return (
        !trial ||
        differences(before?.inputs, after?.inputs) > 0 ||
        parts.some((part) => differences(propertyOf(before, part).value, propertyOf(after, part).value) > 0)
      );
    });
  }

  private async tried(source: Source, path: Path, { property, urn }: Question): Promise<Tried | undefined> {
    const before = this.declared.get(urn);
    if (source.mayBeWrong?.(path, propertyOf(before, property).value) === false) return undefined;
    const candidates: Tried[] = [];
    for (const trial of await this.trialsOf(source, path)) {
      const after = trial?.get(urn);
      // A setting that lets the resource be there says nothing of what it is like; nor does one of what a property is part of.
      if (!trial || (property !== undefined && !after)) continue;
      const { hasHolder, value } = propertyOf(after, property);
      const within = differences(propertyOf(before, property).value, value);
      if (within === 0 || !hasHolder) continue;
      const all = this.differencesIn(trial);
      candidates.push({ source, path, removes: value === undefined, beside: all - within, within });
    }
    return candidates.sort((one, other) => Number(one.removes) - Number(other.removes) || one.beside - other.beside)[0];
  }

  private differencesIn(trial: Resources): number {
    const urns = new Set([...this.declared.keys(), ...trial.keys()]);
    return [...urns].reduce(
      (count, urn) => count + differences(this.declared.get(urn)?.inputs, trial.get(urn)?.inputs),
      0,
    );
  }

  private trialsOf(source: Source, path: Path): Promise<readonly (Resources | undefined)[]> {
    const key = JSON.stringify([source.name, path]);
    const known = this.trials.get(key);
    if (known) return known;
    const trials = source
      .declaredWithOther(path)
      .then((declared) => declared.map((resources) => resources && byUrn(resources)));
    this.trials.set(key, trials);
    return trials;
  }
}

const byUrn = (resources: readonly DeclaredResource[]): Resources =>
  new Map(resources.map((resource) => [resource.urn, resource]));
