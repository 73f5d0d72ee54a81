/** Streams kept at hand. */
const STREAMS = 100_000;

/** Versions this process has seen: a stream may be further by now, never less far. */
export class StreamVersions {
  readonly #versions = new Map<string, number>();

  /** 0 when nothing is known. */
  atLeast(community: string, stream: string): number {
    return this.#versions.get(`${community}/${stream}`) ?? 0;
  }

  saw(community: string, stream: string, version: number): void {
    const key = `${community}/${stream}`;
    const before = this.#versions.get(key) ?? 0;
    // The latest stand last, and go last.
    this.#versions.delete(key);
    this.#versions.set(key, Math.max(before, version));
    if (this.#versions.size > STREAMS) this.#versions.delete(this.#versions.keys().next().value!);
  }
}
