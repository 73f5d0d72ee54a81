// Floor and subject take turns in short slices, since a shared machine moves by a third from minute to minute. What
// counts is the ratio within a pair, floor ÷ subject: 1 is as quick as the floor, 0.5 takes twice as long.

export const sorted = (numbers) => [...numbers].sort((left, right) => left - right);
export const quantile = (numbers, share) => {
  const all = sorted(numbers);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))];
};
export const median = (numbers) => quantile(numbers, 0.5);

/** Milliseconds of wall and of processor time that a piece of work takes in this process. */
export const timed = async (work) => {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const begun = performance.now();
  await work();
  const wall = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1_000 };
};

/**
 * Pairs of slices after one to warm up; who begins changes, so that neither has always the heap the other left. `floor`
 * and `subject` answer `{ wall, cpu }` for the same amount of work.
 */
export const pairsOf = async (count, floor, subject) => {
  const pairs = [];
  for (let at = -1; at < count; at += 1) {
    const pair = {};
    const turns = [
      ['floor', floor],
      ['subject', subject],
    ];
    for (const [of, slice] of at % 2 === 0 ? turns : turns.reverse()) pair[of] = await slice(at);
    if (at >= 0) pairs.push(pair);
  }
  return pairs;
};

const spread = (ratios) => ({ median: median(ratios), from: Math.min(...ratios), to: Math.max(...ratios) });

/** A row of ratios; `goal` names the least that wall and processor time may be. `count`: pieces of work in a slice. */
export const ratios = ({ name, floor, pairs, count, goal = {}, note, unit = '/s' }) => {
  const of = (what) => spread(pairs.map((pair) => pair.floor[what] / pair.subject[what]));
  const [wall, cpu] = [of('wall'), of('cpu')];
  const each = (whose) => ({
    rate: Math.round((count * 1_000) / median(pairs.map((pair) => pair[whose].wall))),
    cpuMicros: Math.round((median(pairs.map((pair) => pair[whose].cpu)) * 1_000) / count),
  });
  const missed = (goal.wall !== undefined && wall.median < goal.wall) || (goal.cpu !== undefined && cpu.median < goal.cpu);
  return { name, floor, wall, cpu, goal, missed, unit, ours: each('subject'), theirs: each('floor'), ...(note && { note }) };
};

/** A row of one number that has no floor beside it, or is one already. `most`, `least`: the goal. */
export const figure = ({ name, value, unit, most, least, note }) => ({
  name,
  figure: value,
  unit,
  goal: { ...(most !== undefined && { most }), ...(least !== undefined && { least }) },
  missed: (most !== undefined && value > most) || (least !== undefined && value < least),
  ...(note && { note }),
});
