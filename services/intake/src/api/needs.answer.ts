import { NEED_KINDS, SUBSTITUTIONS, URGENCIES } from '@linli/contracts';
import { DoneAnswer, PageAnswer, Shown } from '@linli/nest-kit';
import { RequesterRequest } from './needs.request.js';
import { AddressRequest } from './residents.request.js';

const NEED_STATUSES = ['open', 'assigned', 'met', 'confirmed', 'not-met', 'cancelled'];
const DEADLINE_SOURCES = ['days-left', 'medication-plan', 'urgency'];

export class NeedAmendedAnswer extends DoneAnswer {
  @Shown({ type: String, format: 'date-time' }) deadline!: string;
  @Shown({ type: String, enum: URGENCIES }) urgency!: string;
}

export class NeedCreatedAnswer extends NeedAmendedAnswer {
  /** What the deadline follows from. */
  @Shown({ type: String, enum: DEADLINE_SOURCES }) deadlineFrom!: string;
}

export class DeadlineAnswer {
  @Shown({ type: String, format: 'date-time' }) deadline!: string;
  @Shown({ type: String, enum: DEADLINE_SOURCES }) from!: string;
  @Shown({ type: String, enum: URGENCIES }) urgency!: string;
  /** What the answers suggest. */
  @Shown({ type: String, enum: URGENCIES }) proposed!: string;
  /** Another urgency than the suggested one: it needs a reason. */
  @Shown({ type: Boolean }) overridden!: boolean;
}

export class ListedNeedAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: 'integer' }) version!: number;
  @Shown({ type: String }) residentId!: string;
  @Shown({ type: String }) householdId!: string;
  @Shown({ type: String, enum: NEED_KINDS }) kind!: string;
  @Shown({ type: String, enum: NEED_STATUSES }) status!: string;
  @Shown({ type: String, enum: URGENCIES }) urgency!: string;
  @Shown({ type: String, format: 'date-time' }) deadline!: string;
  @Shown({ type: String }) building!: string;
  @Shown({ type: String, required: false }) grid?: string;
  @Shown({ type: String, format: 'date-time' }) createdAt!: string;
  @Shown({ type: String, format: 'date-time' }) changedAt!: string;
  /** Who is on the way. */
  @Shown({ type: String, required: false }) runner?: string;
}

export class NeedsAnswer extends PageAnswer {
  @Shown({ type: [ListedNeedAnswer] }) items!: ListedNeedAnswer[];
}

export class InsteadAnswer {
  @Shown({ type: String }) item!: string;
  @Shown({ type: String, required: false }) strength?: string;
  @Shown({ type: Number }) quantity!: number;
}

export class NeedLineAnswer {
  @Shown({ type: String }) lineId!: string;
  @Shown({ type: String, required: false }) item?: string;
  @Shown({ type: String, required: false }) strength?: string;
  @Shown({ type: Number }) quantity!: number;
  @Shown({ type: String }) unit!: string;
  @Shown({ type: String, enum: SUBSTITUTIONS }) substitution!: string;
  /** What was handed over in its place. */
  @Shown({ type: InsteadAnswer, required: false }) instead?: InsteadAnswer;
}

export class NeedHappeningAnswer {
  @Shown({ type: String }) type!: string;
  @Shown({ type: String, format: 'date-time' }) at!: string;
  /** Of the need, from then on. */
  @Shown({ type: 'integer' }) version!: number;
  @Shown({ type: String, required: false }) by?: string;
  /** The reason or the note that was given with it. */
  @Shown({ type: String, required: false }) said?: string;
}

/** As much of the person as is needed to ring up and ask. */
export class NeedResidentAnswer {
  @Shown({ type: String }) name!: string;
  @Shown({ type: String, required: false }) phone?: string;
  @Shown({ type: AddressRequest }) address!: AddressRequest;
}

export class NeedAnswer extends ListedNeedAnswer {
  @Shown({ type: String, enum: DEADLINE_SOURCES }) deadlineFrom!: string;
  @Shown({ type: NeedResidentAnswer, required: false }) resident?: NeedResidentAnswer;
  @Shown({ type: [NeedLineAnswer] }) lines!: NeedLineAnswer[];
  /** Told to the household by the clerk, never shown to a runner. */
  @Shown({ type: String, required: false }) handoverCode?: string;
  @Shown({ type: RequesterRequest, required: false }) requester?: RequesterRequest;
  @Shown({ type: String, required: false }) notes?: string;
  @Shown({ type: String, required: false }) runId?: string;
  /** Lines that could not be had. */
  @Shown({ type: [String] }) missing!: string[];
  @Shown({ type: String, enum: ['requester', 'nobody-reached'], required: false }) confirmedBy?: string;
  @Shown({ type: [NeedHappeningAnswer] }) history!: NeedHappeningAnswer[];
}
