import { CommandKeys } from './command-keys';

const keys = (): CommandKeys => {
  let count = 0;
  return new CommandKeys(() => `key ${(count += 1)}`);
};

it('keeps the key while the same is tried again', () => {
  const mine = keys();
  expect([mine.for('two boxes'), mine.for('two boxes')]).toEqual(['key 1', 'key 1']);
});

it('takes another for another content', () => {
  const mine = keys();
  expect([mine.for('two boxes'), mine.for('three boxes')]).toEqual(['key 1', 'key 2']);
});

it('takes another for the same content once it was done', () => {
  const mine = keys();
  const first = mine.for('two boxes');
  mine.done();
  expect(mine.for('two boxes')).not.toBe(first);
});
