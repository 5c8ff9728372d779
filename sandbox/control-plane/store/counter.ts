/** Where a counter's value is kept. */
export interface CounterPlace {
  /** What was written last; undefined at the very first time. */
  read(): number | undefined;
  write(value: number): void;
}

/**
 * Numbers of which each is greater than all before it, over kills too. They are reserved in blocks, so that few of them
 * take a write. A kill skips what was reserved and not given out.
 */
export class Counter {
  private last: number | undefined;
  /** Up to which number a kill would be noticed. */
  private reserved = 0;

  /** @param block how many numbers are reserved at a time. */
  constructor(
    private readonly place: CounterPlace,
    private readonly block: number,
  ) {}

  /** @param atLeast the least number that it may be. */
  next(atLeast: number): number {
    const last = this.last ?? this.start();
    const value = Math.max(last + 1, atLeast);
    if (value > this.reserved) this.reserve(value + this.block - 1);
    this.last = value;
    return value;
  }

  /** To be called when what was written may not be there any more, because its transaction failed. */
  distrust(): void {
    if (this.last !== undefined) this.reserved = this.last;
  }

  /** Gives back what is reserved and will not be given out. */
  settle(): void {
    if (this.last !== undefined && this.last < this.reserved) this.place.write(this.last);
  }

  private start(): number {
    this.last = this.place.read() ?? 0;
    this.reserved = this.last;
    return this.last;
  }

  private reserve(upTo: number): void {
    this.place.write(upTo);
    this.reserved = upTo;
  }
}
