import { Decimal, Flag, Nested, OneOf, Optional, Text, Whole } from '@linli/nest-kit';
import { INCIDENT_REASONS, type IncidentReason } from '@linli/contracts';

/** No single line, payment or advance comes to more: 100,000 yuan. */
const MOST_FEN = 10_000_000;

export class ForRunnerRequest {
  /** Why a dispatcher does it for the runner. */
  @Optional() @Text({ max: 500 }) reason?: string;
}
export class AdvanceRequest extends ForRunnerRequest {
  @Whole({ min: -MOST_FEN, max: MOST_FEN }) amountFen!: number;
}
export class BoughtRequest extends ForRunnerRequest {
  @Decimal({ min: 0.1, max: 10_000 }) quantity!: number;
  /** Of all that is bought of the line. */
  @Whole({ min: 0, max: MOST_FEN }) priceFen!: number;
}
export class CorrectRequest {
  @Optional() @Decimal({ min: 0, max: 10_000 }) quantity?: number;
  @Optional() @Whole({ min: 0, max: MOST_FEN }) priceFen?: number;
  @Text({ max: 500 }) reason!: string;
}
export class SubstituteRequest extends BoughtRequest {
  @Text({ max: 200 }) item!: string;
  @Optional() @Text({ max: 100 }) strength?: string;
}
export class AnswerRequest extends ForRunnerRequest {
  @Flag() agrees!: boolean;
  /** Who of the household gave the answer. */
  @Text({ max: 100 }) by!: string;
}
export class ProofRequest {
  @OneOf(['code']) kind!: 'code';
  @Text({ max: 10 }) code!: string;
}
export class DeliverRequest extends ForRunnerRequest {
  @Nested(() => ProofRequest) proof!: ProofRequest;
  @Optional() @Whole({ min: 0, max: MOST_FEN }) paidFen?: number;
}
export class FailRequest {
  @OneOf(INCIDENT_REASONS) reason!: IncidentReason;
  @Optional() @Text({ max: 500 }) note?: string;
}
export class DifferenceRequest {
  @Text({ max: 500 }) reason!: string;
  @Text({ max: 100 }) by!: string;
}
export class CloseRequest extends ForRunnerRequest {
  @Whole({ min: 0, max: MOST_FEN }) receiptsFen!: number;
  @Whole({ min: 0, max: MOST_FEN }) returnedFen!: number;
  @Optional() @Nested(() => DifferenceRequest) difference?: DifferenceRequest;
}
