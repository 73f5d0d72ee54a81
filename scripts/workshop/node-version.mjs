// Says so, in one sentence, when this Node is too old. Written in the words of 2019: an old Node must be able to read it.
// Nothing newer may be imported here; whoever comes after is loaded with import() once this has run.
export const OLDEST = [20, 19];

export function isTooOld(version) {
  const parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] < OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] < OLDEST[1]);
}

export function sentence(version) {
  const oldest = OLDEST.join('.');
  return (
    '邻里需要 Node.js ' + oldest + ' 或更新版本，现在是 ' + version + '。 · ' +
    'Linli needs Node.js ' + oldest + ' or newer; this is ' + version + '.'
  ); // prettier-ignore
}

if (isTooOld(process.version)) {
  console.error(sentence(process.version));
  process.exit(1);
}
