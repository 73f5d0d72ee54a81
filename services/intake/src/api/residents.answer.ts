import { NEED_KINDS } from '@linli/contracts';
import { PageAnswer, Shown } from '@linli/nest-kit';
import { CARE_CATEGORY_CODES } from '../domain/care-categories.js';
import { AddressRequest, MedicationRequest } from './residents.request.js';

export class HouseholdMemberAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: String }) name!: string;
  @Shown({ type: String, required: false }) phone?: string;
  @Shown({ type: [String], enum: CARE_CATEGORY_CODES }) careCategories!: string[];
}

export class HouseholdNeedAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: String, enum: NEED_KINDS }) kind!: string;
  @Shown({ type: String, enum: ['open', 'assigned'] }) status!: string;
  @Shown({ type: String, format: 'date-time' }) deadline!: string;
  @Shown({ type: String, required: false }) runner?: string;
}

export class HouseholdContactAnswer {
  @Shown({ type: String, format: 'date-time' }) at!: string;
  @Shown({ type: String }) needId!: string;
  @Shown({ type: String, enum: NEED_KINDS }) kind!: string;
  @Shown({ type: String, required: false }) what?: string;
}

export class HouseholdNoteAnswer {
  @Shown({ type: String }) residentId!: string;
  @Shown({ type: String }) text!: string;
}

export class HouseholdAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: AddressRequest }) address!: AddressRequest;
  @Shown({ type: [HouseholdMemberAnswer] }) residents!: HouseholdMemberAnswer[];
  @Shown({ type: [HouseholdNeedAnswer] }) openNeeds!: HouseholdNeedAnswer[];
  @Shown({ type: [HouseholdContactAnswer] }) lastContacts!: HouseholdContactAnswer[];
  @Shown({ type: [HouseholdNoteAnswer] }) notes!: HouseholdNoteAnswer[];
}

export class HouseholdsAnswer extends PageAnswer {
  @Shown({ type: [HouseholdAnswer] }) items!: HouseholdAnswer[];
}

/** Who last held the record against the person or the papers, and when. */
export class VerifiedAnswer {
  @Shown({ type: String, format: 'date-time' }) at!: string;
  @Shown({ type: String, required: false }) by?: string;
}

export class ResidentAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: 'integer' }) version!: number;
  @Shown({ type: String }) householdId!: string;
  @Shown({ type: String, required: false }) grid?: string;
  @Shown({ type: String }) name!: string;
  @Shown({ type: String, required: false }) phone?: string;
  @Shown({ type: String, required: false }) idCard?: string;
  @Shown({ type: AddressRequest }) address!: AddressRequest;
  @Shown({ type: [String], enum: CARE_CATEGORY_CODES }) careCategories!: string[];
  @Shown({ type: [MedicationRequest] }) medicationPlan!: MedicationRequest[];
  @Shown({ type: String, required: false }) notes?: string;
  @Shown({ type: String, format: 'date-time' }) registeredAt!: string;
  @Shown({ type: String, format: 'date-time' }) changedAt!: string;
  @Shown({ type: VerifiedAnswer, required: false }) verified?: VerifiedAnswer;
}
