const SHORTEST = 8;

/** What people type first, whole or in front of digits. Not a list of everything: sign-in limits do the rest. */
// prettier-ignore
const COMMON: readonly string[] = [
  'password', 'passw0rd', 'p@ssword', 'p@ssw0rd', 'qwertyui', 'qwertyuiop', 'qwer', 'qwerty', 'asdfghjk', 'asdfghjkl', 'asdf', 'zxcvbnm', '1qaz2wsx', '1q2w3e4r', 'qazwsxedc',
  'abcdefgh', 'abcd', 'abc', 'letmein', 'welcome', 'iloveyou', 'woaini', 'admin', 'administrator', 'admin@', 'a', 'aa', 'linli', 'linli@', 'test', 'guest', 'root', 'changeme', 'sunshine', 'princess', 'football', 'monkey', 'dragon',
];

/** One text for all the ways in which keyboards write the same characters. */
export const normalPassword = (text: string): string => text.normalize('NFKC');

/** Names people sign in with are compared without regard to case or width. */
export const normalLogin = (text: string): string => text.trim().normalize('NFKC').toLowerCase();

/** Why a new password will not do; undefined for one that will. */
export const passwordProblem = (password: string, login?: string): string | undefined => {
  const text = normalPassword(password);
  if ([...text].length < SHORTEST) return `A password has at least ${SHORTEST} characters.`;
  const lower = text.toLowerCase();
  if (login !== undefined && lower === normalLogin(login)) return 'A password must not be the name of the account.';
  if (new Set(lower).size < 3 || isRow(lower) || COMMON.includes(lower.replace(/[\d!.@#]*$/, '')) || COMMON.includes(lower))
    return 'This password is one of those that are tried first: choose another.';
  return undefined;
};

/** Each character follows the one before, up or down: 12345678, 87654321, abcdefgh. */
const isRow = (text: string): boolean => {
  const steps = new Set<number>();
  for (let at = 1; at < text.length; at += 1) steps.add((text.charCodeAt(at) - text.charCodeAt(at - 1) + 10) % 10);
  return /^\d+$/.test(text) && steps.size === 1 && (steps.has(1) || steps.has(9));
};
