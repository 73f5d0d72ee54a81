/**
 * The vault's shelf: one wrapped key per person. One per installation. It sees no clear key and no clear data; sealing
 * is libs/privacy.
 */
export interface KeyStore {
  /** Wrapped keys of those of these persons who have one. */
  get(persons: readonly string[]): Promise<Map<string, Uint8Array>>;
  /** Stores a first key, durably; answers the key that stands (the first writer's), or undefined for a person who was forgotten. */
  add(person: string, wrapped: Uint8Array): Promise<Uint8Array | undefined>;
  /** Destroys the key for ever, so that no page of the file holds it, and remembers that it was destroyed. */
  destroy(persons: readonly string[]): Promise<void>;
  /** Persons whose keys were destroyed. */
  destroyed(): Promise<string[]>;
  /** Every wrapped key in order of person, for backup and for filling look-ups. */
  all(after: string, limit: number): Promise<{ readonly person: string; readonly wrapped: Uint8Array }[]>;
  close(): Promise<void>;
}
