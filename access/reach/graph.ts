/** How much somebody has of something, from the least on; each includes those before it. To control a principal is to act as it. */
const POWERS = ["see", "read", "use", "write", "control"] as const;

export type Power = (typeof POWERS)[number];

export const atLeast = (power: Power, wanted: Power): boolean => POWERS.indexOf(power) >= POWERS.indexOf(wanted);

/** Something that there is: who acts, or what is acted on. */
export interface Thing {
  /** Unique in the graph. */
  key: string;
  /** `job`, `service principal`. */
  word: string;
  name: string;
  /** The environment that it is part of. Absent: it is the account's, the directory's, or nobody's of the estate. */
  environment?: string;
  /** Everybody has it, so that reaching it says nothing. */
  isEverybodys?: true;
  /** Only a part of the estate is known, and whose it is that part does not say. */
  isUnplaced?: true;
}

/** The resource that makes it so, and the property that says it. */
export interface Cause {
  urn: string;
  property?: string;
}

/** Who has so much of one thing has something of another. */
export interface Step {
  from: string;
  to: string;
  needs: Power;
  /** `same`: as much as of the first. */
  gives: Power | "same";
  /** One sentence without its full stop. */
  why: string;
  cause?: Cause;
}

/** What leads to what in an estate. */
export class Graph {
  private readonly things = new Map<string, Thing>();
  private readonly steps = new Map<string, Step[]>();

  /** Adds it, unless it is there already. */
  thing(thing: Thing): Thing {
    const known = this.things.get(thing.key);
    if (known) return known;
    this.things.set(thing.key, thing);
    return thing;
  }

  find(key: string): Thing | undefined {
    return this.things.get(key);
  }

  get all(): Thing[] {
    return [...this.things.values()];
  }

  step(from: Thing, to: Thing, needs: Power, gives: Step["gives"], why: string, cause?: Cause): void {
    if (from === to) return;
    const step: Step = { from: from.key, to: to.key, needs, gives, why, ...(cause && { cause }) };
    const others = this.steps.get(from.key);
    if (others) others.push(step);
    else this.steps.set(from.key, [step]);
  }

  stepsFrom(key: string): readonly Step[] {
    return this.steps.get(key) ?? [];
  }
}
