/** Where files are fetched from: the official place, or the mirror of it that a variable names. */
export interface Origin {
  /** The address to be used. */
  readonly setting: string;
  /** The variable that names a mirror. */
  readonly variable: string;
  readonly official: string;
  /** A mirror's address as it would be written. */
  readonly example: string;
}
