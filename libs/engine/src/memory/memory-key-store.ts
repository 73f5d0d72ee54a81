import type { KeyStore } from '../ports/key-store.port.js';

/** The vault's shelf in memory: for tests and simulation. */
export const memoryKeyStore = (): KeyStore => {
  const keys = new Map<string, Uint8Array | undefined>();
  return {
    async get(persons) {
      return new Map(persons.flatMap((person) => (keys.get(person) ? [[person, keys.get(person)!] as const] : [])));
    },
    async add(person, wrapped) {
      if (!keys.has(person)) keys.set(person, wrapped);
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
