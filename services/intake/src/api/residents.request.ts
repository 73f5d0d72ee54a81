import { DayField, Decimal, ListOf, ListOfText, ListQuery, Nested, Optional, Text } from '@linli/nest-kit';
import { CARE_CATEGORY_CODES, type CareCategory } from '../domain/care-categories.js';

export class AddressRequest {
  @Text({ max: 20, example: '12' }) building!: string;
  @Text({ max: 20, example: '3' }) unit!: string;
  @Text({ max: 20, example: '402' }) room!: string;
}

export class MedicationRequest {
  @Text({ max: 100 }) medicine!: string;
  @Optional() @Text({ max: 100 }) strength?: string;
  @Optional() @Text({ max: 100 }) form?: string;
  @Optional() @Text({ max: 100 }) maker?: string;
  @Decimal({ min: 0, max: 1000 }) dailyDose!: number;
  @Decimal({ min: 0, max: 100_000 }) unitsLeft!: number;
  @DayField() countedOn!: string;
}

export class RegisterResidentRequest {
  @Text({ max: 100 }) name!: string;
  @Optional() @Text({ max: 40 }) phone?: string;
  @Optional() @Text({ max: 18 }) idCard?: string;
  @Nested(() => AddressRequest) address!: AddressRequest;
  @Optional() @ListOfText({ max: 12, values: CARE_CATEGORY_CODES }) careCategories?: CareCategory[];
  @Optional() @ListOf(() => MedicationRequest, { max: 50 }) medicationPlan?: MedicationRequest[];
  @Optional() @Text({ min: 0, max: 2000 }) notes?: string;
}

export class CorrectResidentRequest {
  @Optional() @Text({ max: 100 }) name?: string;
  @Optional() @Text({ min: 0, max: 40 }) phone?: string;
  @Optional() @Text({ min: 0, max: 18 }) idCard?: string;
  @Optional() @Nested(() => AddressRequest) address?: AddressRequest;
  @Optional() @ListOfText({ max: 12, values: CARE_CATEGORY_CODES }) careCategories?: CareCategory[];
  @Optional() @ListOf(() => MedicationRequest, { max: 50 }) medicationPlan?: MedicationRequest[];
  @Optional() @Text({ min: 0, max: 2000 }) notes?: string;
  @Text({ max: 500 }) reason!: string;
}

export class HouseholdsQuery extends ListQuery {
  @Text({ max: 100 }) q!: string;
}
