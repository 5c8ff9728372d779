import type { Path } from "../../../infra/config";
import type { DeclaredResource } from "../../../infra/declaration";
import type { Place } from "../../place";

/** Something written that what a stack declares may follow from: its settings, or the access model. */
export interface Source {
  /** Tells sources of a stack apart. */
  name: string;
  /** What there is below a path in it. */
  partsBelow(path: Path): readonly (string | number)[];
  /**
   * What the stack's program declares with something else at `path`; for each other thing that is tried, one. Undefined where
   * the program cannot do with it.
   */
  declaredWithOther(path: Path): Promise<readonly (readonly DeclaredResource[] | undefined)[]>;
  /** Whether what stands there may be what is wrong with a property of this value. Absent: always. */
  mayBeWrong?(path: Path, value: unknown): boolean;
  /** Where that stands, or would have to. Undefined where no file has any of it. */
  placeOf(path: Path): Place | undefined;
}
