import { isIdCard, isPhone, plainName, plainPhone } from './person.js';

describe('an ID number', () => {
  it.each(['11010519491231002X', '11010519491231002x', '990101199001010019'])('%s has the right check digit', (text) =>
    expect(isIdCard(text)).toBe(true),
  );
  it.each([
    ['another check digit', '110105194912310021'],
    ['two digits exchanged', '11010519491321002X'],
    ['seventeen digits', '1101051949123100'],
    ['a letter inside', '1101051949123A002X'],
    ['a thirteenth month', '110105194913310020'],
    ['the 30th of February', '110105194902300020'],
    ['a century too early', '110105184912310021'],
    ['what Excel makes of it', '1.10105E+17'],
    ['nothing', ''],
  ])('is wrong with %s', (_, text) => expect(isIdCard(text)).toBe(false));
});

describe('a phone number', () => {
  it.each(['13800138000', '19910000001', '023-67891234', '02367891234', '0571-8888777', '67891234', '6789123'])('%s is one', (text) =>
    expect(isPhone(text)).toBe(true),
  );
  it.each(['1380013800', '138001380000', '12800138000', '110', '023-6789', 'abc', '', '67891234567'])('%s is none', (text) =>
    expect(isPhone(text)).toBe(false),
  );
  it.each([
    ['+86 138 0013 8000', '13800138000'],
    ['138-0013-8000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['0086-13800138000', '13800138000'],
    ['(023) 67891234', '02367891234'],
    ['023-67891234', '023-67891234'],
  ])('%s is written plainly as %s', (text, plain) => expect(plainPhone(text)).toBe(plain));
});

it('a name is the same however wide, spaced or tall it is written', () => {
  expect(plainName(' 王 小明　')).toBe('王小明');
  expect(plainName('John  SMITH')).toBe('john  smith');
});
