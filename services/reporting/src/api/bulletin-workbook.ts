import * as XLSX from '@e965/xlsx';
import { COUNTS, type Counts } from '../domain/figures.js';

export interface Bulletin {
  readonly name: { readonly zh: string; readonly en: string };
  readonly day: string;
  readonly today: Counts;
  readonly soFar: Counts;
  readonly zh: string;
  readonly en: string;
}

const NAMES: Readonly<Record<keyof Counts, string>> = {
  needsCreated: '受理需求 · needs taken up',
  needsMet: '已办结 · needs met',
  needsConfirmed: '居民已确认 · confirmed by residents',
  needsOpen: '在办 · needs open',
  needsOverdue: '其中超时 · of them overdue',
  householdsServed: '服务户数 · households served',
  visits: '电话走访 · phone visits',
  problemsSolved: '解决问题 · problems solved',
  onDuty: '在岗志愿者 · volunteers on duty',
};

/** The bulletin as a workbook: the figures on one sheet, the sentences on another. */
export const bulletinWorkbook = ({ name, day, today, soFar, zh, en }: Bulletin): Buffer => {
  const book = XLSX.utils.book_new();
  const figures = XLSX.utils.aoa_to_sheet([
    [`${name.zh} · ${name.en}`, day],
    [],
    ['指标 · figure', '当日 · on this day', '累计 · so far'],
    ...COUNTS.map((count) => [NAMES[count], today[count], soFar[count]]),
  ]);
  figures['!cols'] = [{ wch: 40 }, { wch: 18 }, { wch: 18 }];
  XLSX.utils.book_append_sheet(book, figures, '日报');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([[zh], [en]]), '文字 Text');
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
};
