import type { Clock } from "../control-plane";

interface Waiting {
  time: number;
  work: () => void;
}

/** A clock that goes as the machine's, and that a test moves forward. */
export class TestClock implements Clock {
  private ahead = 0;
  private readonly waiting = new Set<Waiting>();

  now(): number {
    return Date.now() + this.ahead;
  }

  at(time: number, work: () => void): () => void {
    const waiting = { time, work };
    this.waiting.add(waiting);
    const timer = setTimeout(() => this.fire(waiting), Math.max(0, time - this.now())).unref();
    return () => {
      clearTimeout(timer);
      this.waiting.delete(waiting);
    };
  }

  /** Lets so many seconds pass. */
  pass(seconds: number): void {
    this.ahead += seconds * 1000;
    const due = [...this.waiting].filter(({ time }) => time <= this.now());
    for (const each of due.sort((one, other) => one.time - other.time)) this.fire(each);
  }

  private fire(waiting: Waiting): void {
    if (this.waiting.delete(waiting)) waiting.work();
  }
}
