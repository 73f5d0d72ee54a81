import { Flag, ListOfText, ListQuery, Optional, Text } from '@linli/nest-kit';

export class ListMedicineRequest {
  /** The generic name. */
  @Text({ max: 100, example: '苯磺酸氨氯地平片' }) name!: string;
  @Optional() @ListOfText({ max: 20, length: 50 }) strengths?: string[];
  @Optional() @Text({ max: 40 }) form?: string;
  @Optional() @Text({ max: 20 }) unit?: string;
}

export class CorrectMedicineRequest {
  @Optional() @Text({ max: 100 }) name?: string;
  @Optional() @ListOfText({ max: 20, length: 50 }) strengths?: string[];
  @Optional() @Text({ max: 40 }) form?: string;
  @Optional() @Text({ max: 20 }) unit?: string;
  @Optional() @Text({ max: 500 }) reason?: string;
}

export class RetireMedicineRequest {
  @Optional() @Text({ max: 500 }) reason?: string;
}

export class MedicinesQuery extends ListQuery {
  /** A name, a piece of it, pinyin or its initials. */
  @Optional() @Text({ min: 0, max: 60 }) q?: string;
  /** Those that were taken from the list. */
  @Optional() @Flag() retired?: boolean;
}
