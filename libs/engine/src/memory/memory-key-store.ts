import type { KeyStore } from '../ports/key-store.port.js';

/** The vault's shelf in memory: for tests and simulation. */
export const memoryKeyStore = (): KeyStore => {
  /** Undefined for a person whose key was destroyed. */
  const keys = new Map<string, Uint8Array | undefined>();
  return {
    async get(persons) {
      const found = new Map<string, Uint8Array>();
      for (const person of persons) {
        const wrapped = keys.get(person);
        if (wrapped) found.set(person, wrapped);
      }
      return found;
    },
    async add(person, wrapped) {
      if (!keys.has(person)) keys.set(person, Uint8Array.from(wrapped));
      return keys.get(person);
    },
    async destroy(persons) {
      for (const person of persons) keys.set(person, undefined);
    },
    destroyed: async () => [...keys].flatMap(([person, wrapped]) => (wrapped ? [] : [person])).sort(),
    all: async (after, limit) =>
      [...keys]
        .flatMap(([person, wrapped]) => (wrapped && person > after ? [{ person, wrapped }] : []))
        .sort((left, right) => (left.person < right.person ? -1 : 1))
        .slice(0, limit),
    close: async () => undefined,
  };
};
