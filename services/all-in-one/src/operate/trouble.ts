/** Something the operator can mend: one sentence, no stack. */
export class Trouble extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** Told how far long work is. */
export type Progress = (line: string) => void;
