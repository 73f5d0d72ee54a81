import { invalidField } from '@linli/kernel';
import type { Home } from '../domain/area.events.js';
import type { Address } from '../domain/person.js';
import { addressOf, BadCell, placePart, textOf } from './cells.js';
import { readHeading } from './columns.js';
import { LedgerUnreadable, nothingBelow, readSheet, wrongRow, type Cell } from './sheet.js';

/** The tree of homes from a table with building, unit, room and, where there are, grids. All or nothing: a wrong row is told. */
export const homesOf = (bytes: Uint8Array): Home[] => {
  try {
    const sheet = readSheet(bytes);
    const { row, columns } = readHeading(sheet, (found) =>
      found.has('address') || (found.has('building') && found.has('unit') && found.has('room')) ? undefined : 'the home (楼栋, 单元, 房号)',
    );
    const at = (cells: readonly (string | number | undefined)[], column: 'building' | 'unit' | 'room' | 'grid' | 'address') =>
      cells[columns.get(column) ?? -1];
    const homes = sheet.rows.slice(row + 1).flatMap((cells, index): Home[] => {
      if (cells.every((cell) => textOf(cell) === undefined)) return [];
      const whole = columns.has('address') ? wholeAddress(at(cells, 'address')) : undefined;
      const building = whole?.building ?? placePart(at(cells, 'building'));
      const unit = whole?.unit ?? placePart(at(cells, 'unit'));
      const room = whole?.room ?? placePart(at(cells, 'room'));
      if (building === undefined || unit === undefined || room === undefined || [building, unit, room].some((part) => part.length > 20)) {
        return wrongRow(row + index + 2, 'must name building, unit and room.');
      }
      const grid = textOf(at(cells, 'grid'));
      return [grid === undefined ? [building, unit, room] : [building, unit, room, grid]];
    });
    if (homes.length === 0) throw nothingBelow();
    return homes;
  } catch (error) {
    if (error instanceof LedgerUnreadable) return invalidField('file', error.message, error.code);
    throw error;
  }
};

const wholeAddress = (cell: Cell): Address | undefined => {
  try {
    return addressOf(cell);
  } catch (error) {
    if (error instanceof BadCell) return undefined;
    throw error;
  }
};
