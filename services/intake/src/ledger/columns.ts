import { LedgerUnreadable, type Cell, type Sheet } from './sheet.js';

/** What a ledger's columns are usually called. */
const NAMES = {
  name: ['姓名', '名字', '居民姓名', '户主姓名', 'name', 'full name', 'resident'],
  phone: ['联系电话', '电话', '手机', '手机号', '手机号码', '联系方式', '电话号码', 'phone', 'mobile', 'telephone'],
  idCard: ['身份证号', '身份证', '身份证号码', '证件号码', '证件号', '公民身份号码', 'idcard', 'id card', 'id number'],
  building: ['楼栋', '楼号', '楼', '幢', '栋', '栋号', '楼栋号', '楼幢', 'building'],
  unit: ['单元', '单元号', 'unit'],
  room: ['房号', '室', '门牌', '门牌号', '房间', '房间号', '户号', '房屋编号', 'room'],
  address: ['地址', '住址', '居住地址', '详细地址', '家庭住址', 'address'],
  grid: ['网格', '网格号', '所属网格', 'grid'],
  categories: ['类别', '特保类别', '人员类别', '特殊类别', '人群类别', 'categories', 'category', 'carecategories', 'care categories'],
  medicine: ['药品', '药名', '药品名称', '所需药品', '用药', 'medicine', 'drug'],
  strength: ['规格', '药品规格', 'strength'],
  form: ['剂型', 'form'],
  maker: ['生产厂家', '厂家', '生产企业', 'maker', 'manufacturer'],
  dailyDose: ['每日用量', '日用量', '每天用量', '每日剂量', 'dailydose', 'daily dose'],
  unitsLeft: ['剩余数量', '剩余', '剩余量', '余量', '库存', 'unitsleft', 'units left'],
  countedOn: ['清点日期', '清点时间', '盘点日期', '登记日期', 'countedon', 'counted on'],
  notes: ['备注', '说明', '送货备注', 'notes', 'remarks'],
} as const;

export type Column = keyof typeof NAMES;
export const COLUMNS = Object.keys(NAMES) as Column[];

const BY_NAME = new Map<string, Column>(
  Object.entries(NAMES).flatMap(([column, names]) => names.map((name) => [plain(name), column as Column] as const)),
);

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:：_]+/g, '')
    .replace(/[(（].*$/, '');
}

export interface Heading {
  /** Index of the row that names the columns. */
  readonly row: number;
  readonly columns: ReadonlyMap<Column, number>;
  readonly ignored: readonly string[];
  /** What is written above each column that is read. */
  readonly matched: readonly MatchedColumn[];
}

export interface MatchedColumn {
  readonly heading: string;
  readonly column: Column;
}

/** Titles stand above it: so far down the heading is looked for. */
const ROWS_ABOVE = 10;

/** Finds the row that names the columns: the one in which most names are known. */
export const readHeading = ({ rows }: Sheet, required: (columns: ReadonlyMap<Column, number>) => string | undefined): Heading => {
  let best: Heading | undefined;
  for (const [row, cells] of rows.slice(0, ROWS_ABOVE).entries()) {
    const heading = headingOf(cells, row);
    if (!best || heading.columns.size > best.columns.size) best = heading;
  }
  const missing = best ? required(best.columns) : 'name';
  if (!best || missing !== undefined)
    throw new LedgerUnreadable('columns-missing', `The table has no column for ${missing}: name it as in the template.`);
  return best;
};

const headingOf = (cells: readonly Cell[], row: number): Heading => {
  const columns = new Map<Column, number>();
  const ignored: string[] = [];
  const matched: MatchedColumn[] = [];
  for (const [at, cell] of cells.entries()) {
    if (typeof cell !== 'string' || cell.trim() === '') continue;
    const column = BY_NAME.get(plain(cell));
    const heading = cell.trim().slice(0, 40);
    if (!column) ignored.push(heading);
    else if (!columns.has(column)) {
      columns.set(column, at);
      matched.push({ heading, column });
    } else if (cells[columns.get(column)!] !== cell)
      throw new LedgerUnreadable('columns-twice', `Two columns both mean ${column}: leave one of them.`);
  }
  return { row, columns, ignored, matched };
};
