const { imul, log, sqrt } = Math;

/** 2^-32: what turns 32 bits into a number from 0 to 1. */
const UNIT = 2 ** -32;

/**
 * xoshiro128** of https://prng.di.unimi.it, in integers only: the same numbers on every machine. Seeded by splitmix32, so that
 * seeds that differ in one bit give streams that have nothing in common.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spare = 0;
  private hasSpare = false;

  constructor(seed: number) {
    let state = seed | 0;
    const split = () => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = state ^ (state >>> 16);
      mixed = imul(mixed, 0x21f0aaad);
      mixed ^= mixed >>> 15;
      mixed = imul(mixed, 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.a = split();
    this.b = split();
    this.c = split();
    this.d = split();
  }

  /** Above 0 and below 1. */
  next(): number {
    const product = imul(this.b, 5);
    const result = imul((product << 7) | (product >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return ((result >>> 0) + 0.5) * UNIT;
  }

  /** Marsaglia's polar method. */
  normal(): number {
    if (this.hasSpare) {
      this.hasSpare = false;
      return this.spare;
    }
    for (;;) {
      const x = 2 * this.next() - 1;
      const y = 2 * this.next() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = sqrt((-2 * log(square)) / square);
      this.spare = y * factor;
      this.hasSpare = true;
      return x * factor;
    }
  }
}
