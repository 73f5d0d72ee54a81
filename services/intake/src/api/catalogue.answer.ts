import { DoneAnswer, PageAnswer, Shown } from '@linli/nest-kit';

export class MedicineAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: String }) name!: string;
  @Shown({ type: [String] }) strengths!: string[];
  @Shown({ type: String, required: false }) form?: string;
  @Shown({ type: String, required: false }) unit?: string;
  /** It is refused until its approval exists. */
  @Shown({ type: Boolean }) controlled!: boolean;
  @Shown({ type: Boolean, required: false }) retired?: boolean;
}

export class MedicinesAnswer extends PageAnswer {
  @Shown({ type: [MedicineAnswer] }) items!: MedicineAnswer[];
  /** Of the whole list, for `If-Match`. */
  @Shown({ type: 'integer' }) version!: number;
}

export class MedicinesImportedAnswer extends DoneAnswer {
  @Shown({ type: 'integer' }) rows!: number;
  /** Medicines that are new or other than they were. */
  @Shown({ type: 'integer' }) changed!: number;
}
