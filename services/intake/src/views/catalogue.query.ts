import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { pinyin } from 'pinyin-pro';
import { invalidField } from '@linli/kernel';
import type { Engine } from '@linli/engine';
import { isControlled } from '@linli/contracts';
import { InjectEngine, page, reached, type Caller } from '@linli/nest-kit';
import { catalogue, type Medicine } from '../domain/catalogue.js';
import { catalogues } from './catalogue.view.js';

export interface MedicinesAsked {
  readonly q?: string;
  readonly retired?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
  readonly atLeast?: number;
}
export class FindMedicines {
  constructor(
    readonly asked: MedicinesAsked,
    readonly caller: Caller,
  ) {}
}

const PAGE = 50;

/** By name, a piece of it, pinyin or its initials: who fits best comes first. */
@QueryHandler(FindMedicines)
export class FindMedicinesHandler implements IQueryHandler<FindMedicines> {
  constructor(@InjectEngine() private readonly engine: Engine) {}

  async execute({ asked, caller: { community } }: FindMedicines) {
    await reached(this.engine, catalogues, community, asked.atLeast);
    const found = await this.engine.views.get(catalogues, community, community);
    const { medicines } = found?.doc ?? catalogue.initialState;
    const wanted = (asked.q ?? '').normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
    const from = Number(asked.cursor ?? 0);
    if (!Number.isSafeInteger(from) || from < 0) invalidField('cursor', 'This cursor is not one that a list has given.');
    const fitting = Object.values(medicines)
      .filter(({ retired = false }) => retired === (asked.retired ?? false))
      .map((medicine) => ({ medicine, rank: rankOf(medicine.name, wanted) }))
      .filter(({ rank }) => rank < NO_FIT)
      .sort((left, right) => left.rank - right.rank || collator.compare(left.medicine.name, right.medicine.name));
    const limit = asked.limit ?? PAGE;
    const shown = fitting.slice(from, from + limit).map(({ medicine }) => show(medicine));
    const next = from + limit < fitting.length ? String(from + limit) : undefined;
    return { ...page(shown, next, this.engine.ground.clock), version: found?.doc.version ?? 0 };
  }
}

const show = ({ retired, ...medicine }: Medicine) => ({
  ...medicine,
  controlled: isControlled(medicine.name),
  ...(retired && { retired }),
});

const NO_FIT = 4;
const collator = new Intl.Collator('zh', { numeric: true });

const rankOf = (name: string, wanted: string): number => {
  if (wanted === '') return 0;
  const { plain, initials, full } = spellingOf(name);
  if (plain.startsWith(wanted)) return 0;
  if (initials.startsWith(wanted) || full.startsWith(wanted)) return 1;
  if (plain.includes(wanted)) return 2;
  // 地平 is asked for as dp, in the middle of 氨氯地平.
  return initials.includes(wanted) ? 3 : NO_FIT;
};

interface Spelling {
  readonly plain: string;
  readonly initials: string;
  readonly full: string;
}
/** Pinyin takes a while to find and is the same for ever. */
const spellings = new Map<string, Spelling>();
const KEPT = 50_000;

const spellingOf = (name: string): Spelling => {
  let spelling = spellings.get(name);
  if (!spelling) {
    const plain = name.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
    const syllables = pinyin(plain, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
    spelling = { plain, initials: syllables.map((syllable) => syllable.slice(0, 1)).join(''), full: syllables.join('') };
    if (spellings.size >= KEPT) spellings.clear();
    spellings.set(name, spelling);
  }
  return spelling;
};
