import { NEED_KINDS, SUBSTITUTIONS } from '@linli/contracts';
import { PageAnswer, Shown } from '@linli/nest-kit';

const RUN_STATUSES = ['planned', 'started', 'closed'];

export class ListedRunAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: 'integer' }) version!: number;
  @Shown({ type: String, enum: RUN_STATUSES }) status!: string;
  @Shown({ type: String, required: false }) runner?: string;
  @Shown({ type: 'integer' }) stops!: number;
  @Shown({ type: 'integer' }) waiting!: number;
  @Shown({ type: String, format: 'date-time' }) listedAt!: string;
  @Shown({ type: String, format: 'date-time', required: false }) closedAt?: string;
}

export class RunsAnswer extends PageAnswer {
  @Shown({ type: [ListedRunAnswer] }) items!: ListedRunAnswer[];
}

export class SubstituteAnswer {
  @Shown({ type: String }) item!: string;
  @Shown({ type: String, required: false }) strength?: string;
}

/** What the household is asked to take, and has not answered. */
export class AskedAnswer extends SubstituteAnswer {
  @Shown({ type: Number }) quantity!: number;
  @Shown({ type: 'integer' }) priceFen!: number;
}

export class ShoppingLineAnswer {
  @Shown({ type: String }) lineId!: string;
  @Shown({ type: String }) taskId!: string;
  @Shown({ type: Number }) quantity!: number;
  @Shown({ type: String, enum: ['listed', 'bought', 'part-bought', 'unavailable', 'substituted'] }) status!: string;
  @Shown({ type: Number, required: false }) boughtQuantity?: number;
  @Shown({ type: 'integer', required: false }) priceFen?: number;
  @Shown({ type: String, enum: SUBSTITUTIONS }) substitution!: string;
  /** What is bought in its place. */
  @Shown({ type: SubstituteAnswer, required: false }) instead?: SubstituteAnswer;
  @Shown({ type: AskedAnswer, required: false }) asked?: AskedAnswer;
}

export class ShopNameAnswer {
  @Shown({ type: String }) zh!: string;
  @Shown({ type: String }) en!: string;
}

export class ShoppingEntryAnswer {
  /** Where to buy it: the shop's id, and what it is called. */
  @Shown({ type: String, required: false }) shop?: string;
  @Shown({ type: ShopNameAnswer, required: false }) shopName?: ShopNameAnswer;
  @Shown({ type: String, required: false }) shopPlace?: string;
  @Shown({ type: String }) item!: string;
  @Shown({ type: String, required: false }) strength?: string;
  @Shown({ type: String }) unit!: string;
  @Shown({ type: Number }) quantity!: number;
  @Shown({ type: [ShoppingLineAnswer] }) lines!: ShoppingLineAnswer[];
}

export class StopAddressAnswer {
  @Shown({ type: String }) building!: string;
  @Shown({ type: String }) unit!: string;
  @Shown({ type: String }) room!: string;
}

export class StopAnswer {
  @Shown({ type: String }) taskId!: string;
  @Shown({ type: String }) needId!: string;
  @Shown({ type: 'integer' }) order!: number;
  @Shown({ type: String, required: false }) shopId?: string;
  @Shown({ type: String, enum: ['waiting', 'delivered', 'failed'] }) status!: string;
  @Shown({ type: String, enum: NEED_KINDS, required: false }) kind?: string;
  /** What is to be done at the door, where nothing is to be bought. */
  @Shown({ type: [String], required: false }) work?: string[];
  /** Of the household, while the run lasts. */
  @Shown({ type: StopAddressAnswer, required: false }) address?: StopAddressAnswer;
  @Shown({ type: String, required: false }) name?: string;
  @Shown({ type: String, required: false }) phone?: string;
  @Shown({ type: String, required: false }) notes?: string;
}

/** Bought for a stop that has left the run since: still in the runner's bags. */
export class LeftOverAnswer {
  @Shown({ type: String }) lineId!: string;
  @Shown({ type: String }) taskId!: string;
  @Shown({ type: String }) item!: string;
  @Shown({ type: String, required: false }) strength?: string;
  @Shown({ type: String }) unit!: string;
  @Shown({ type: Number }) quantity!: number;
  @Shown({ type: 'integer' }) priceFen!: number;
}

export class MoneyAnswer {
  @Shown({ type: 'integer' }) advanceFen!: number;
  @Shown({ type: 'integer' }) paidFen!: number;
  @Shown({ type: 'integer' }) receiptsFen!: number;
  @Shown({ type: 'integer' }) returnedFen!: number;
}

export class RunAnswer {
  @Shown({ type: String }) id!: string;
  @Shown({ type: 'integer' }) version!: number;
  @Shown({ type: String, enum: RUN_STATUSES }) status!: string;
  @Shown({ type: String, required: false }) runner?: string;
  @Shown({ type: [String] }) runners!: string[];
  @Shown({ type: [ShoppingEntryAnswer] }) shoppingList!: ShoppingEntryAnswer[];
  @Shown({ type: [StopAnswer] }) stops!: StopAnswer[];
  @Shown({ type: [LeftOverAnswer] }) leftOver!: LeftOverAnswer[];
  @Shown({ type: MoneyAnswer }) money!: MoneyAnswer;
  @Shown({ type: String, format: 'date-time', required: false }) closedAt?: string;
}
