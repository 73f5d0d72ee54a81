const two = (number) => (number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2));
const range = ({ median, from, to }) => `${two(median)} (${two(from)}–${two(to)})`;
const number = (value) => value.toLocaleString('en');

const goalOf = ({ goal = {} }) =>
  [
    goal.wall !== undefined && `≥ ${goal.wall}`,
    goal.cpu !== undefined && `CPU ≥ ${goal.cpu}`,
    goal.least !== undefined && `≥ ${number(goal.least)}`,
    goal.most !== undefined && `≤ ${number(goal.most)}`,
  ]
    .filter(Boolean)
    .join(', ');

const cells = (row) => {
  const verdict = row.failed ? 'FAILED' : row.missed ? 'missed' : '';
  const note = [row.failed, row.note].filter(Boolean).join('; ');
  if (row.failed) return [row.name, '', '', '', '', verdict, note];
  if (row.figure !== undefined) return [row.name, `${number(Number(two(row.figure)))} ${row.unit}`, '', '', goalOf(row), verdict, note];
  const rates = `${number(row.ours.rate)}${row.unit} of ${number(row.theirs.rate)}, ${number(row.ours.cpuMicros)} of ${number(row.theirs.cpuMicros)} µs`;
  return [`${row.name} ÷ ${row.floor}`, range(row.wall), range(row.cpu), rates, goalOf(row), verdict, note];
};

/** Chinese characters take two columns. */
const width = (text) => [...text].reduce((sum, char) => sum + (char.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
const padded = (text, to) => text + ' '.repeat(Math.max(0, to - width(text)));

/** The rows as a table, group by group. */
export const table = (rows) => {
  const lines = [['', 'wall (range)', 'CPU (range)', 'ours of floor', 'goal', '', ''], ...rows.map(cells)];
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => width(line[at]))));
  return lines
    .map((line) =>
      line
        .map((cell, at) => padded(cell, widths[at]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
