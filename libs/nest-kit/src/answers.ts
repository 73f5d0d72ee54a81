import { Shown } from './fields.js';

/** What every command answers, for the OpenAPI document. Answer classes have no other use. */
export class DoneAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: 'integer' }) version!: number;
  /** For `?atLeast`: a list that is to include this. */
  @Shown({ type: 'integer' }) position!: number;
}

/** A list's answer is this with its `items`. */
export class PageAnswer {
  @Shown({ type: String, nullable: true }) nextCursor!: string | null;
  @Shown({ type: String, format: 'date-time' }) asOf!: string;
}
