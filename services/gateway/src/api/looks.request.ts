import { DayField, IdField, ListQuery, Optional } from '@linli/nest-kit';

/** Days are the community's, inclusive. */
export class LooksQuery extends ListQuery {
  @Optional() @IdField() resident?: string;
  @Optional() @IdField() account?: string;
  @Optional() @DayField() from?: string;
  @Optional() @DayField() to?: string;
}
