// What every floor does with a need: keeps it in memory and answers as the house does.
export class Kept {
  #needs = new Map();
  take(body) {
    const id = `0193f6e8-0000-7000-8000-${String(this.#needs.size).padStart(12, '0')}`;
    this.#needs.set(id, body);
    // As many as a slice or two: a floor must not slow down by what it keeps.
    if (this.#needs.size > 5_000) this.#needs.clear();
    return { id, version: 1, position: this.#needs.size, deadline: '2022-11-26T18:03:20.000Z', urgency: 'routine' };
  }
}
