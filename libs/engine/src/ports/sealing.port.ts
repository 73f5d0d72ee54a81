/** What the engine itself needs of privacy: answers of commands wait sealed beside their commits, requests as keyed digests. */
export interface Sealing {
  sealAnswer(answer: string): string;
  openAnswer(sealed: string): string;
  /** Keyed digest of a text, for comparing without keeping. */
  digest(text: string): string;
}
