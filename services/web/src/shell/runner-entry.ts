/** A page of its own, made for a phone: another document, which weighs a third. Nothing of the desk is in it. */
export const RUNNER = '/runner/';
