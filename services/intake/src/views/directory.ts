import { pinyin } from 'pinyin-pro';
import { Injectable } from '@nestjs/common';
import { LeftOut, type LookedUp, type LookUp } from '@linli/engine';
import { SealBroken, type Privacy } from '@linli/privacy';
import { addressText, plainName, plainPhone, plainText, type PersonRecord } from '../domain/person.js';
import { PrefixIndex } from './prefix-index.js';
import { residents, type ResidentDoc } from './residents.view.js';

/** A resident as the directory knows him: open, in memory, and nowhere else. */
export interface Listed {
  readonly residentId: string;
  readonly householdId: string;
  readonly grid: string;
  readonly record: PersonRecord;
}

interface Entry extends Listed {
  readonly keys: readonly string[];
  /** Tells the seal it was opened from. */
  readonly seal: string;
}

interface Community {
  readonly people: Map<string, Entry>;
  readonly households: Map<string, Set<string>>;
  readonly index: PrefixIndex;
}

/** Finds people by what people say: phone, name, pinyin, address. Filled from the sealed documents, emptied by forgetting. */
@Injectable()
export class Directory implements LookUp {
  readonly view = residents;
  readonly #communities = new Map<string, Community>();
  /** Told when somebody came, went or changed. */
  readonly #listeners = new Set<(community: string) => void>();

  constructor(private readonly privacy: Privacy) {}

  onChange(listener: (community: string) => void): void {
    this.#listeners.add(listener);
  }

  reset(): void {
    this.#communities.clear();
  }

  async take(documents: readonly LookedUp<ResidentDoc>[]): Promise<void> {
    const changed = documents.filter(({ community, id, doc }) => !this.#holds(community, id, doc));
    const there = changed.filter((looked): looked is LookedUp<ResidentDoc> & { doc: ResidentDoc } => looked.doc !== undefined);
    const records = await this.#open(there);
    const broken: string[] = [];
    for (const { community, id } of changed) this.#remove(community, id);
    for (const [at, { community, id, doc }] of there.entries()) {
      const record = records[at];
      if (record === 'broken') broken.push(id);
      else if (record) this.#add(community, { residentId: id, householdId: doc.householdId, grid: doc.grid ?? '', record }, sealOf(doc));
    }
    for (const community of new Set(changed.map((looked) => looked.community))) for (const listener of this.#listeners) listener(community);
    if (broken.length > 0) throw new LeftOut(broken);
  }

  /** All in one go; each alone where a seal is broken. */
  async #open(there: readonly (LookedUp<ResidentDoc> & { doc: ResidentDoc })[]): Promise<readonly (PersonRecord | 'broken' | undefined)[]> {
    const sealed = there.map(({ id, doc }) => ({ person: id, sealed: doc.record }));
    const isBroken = (error: unknown): 'broken' => {
      if (error instanceof SealBroken) return 'broken';
      throw error;
    };
    const records = await this.privacy.openMany(sealed).catch(isBroken);
    if (records !== 'broken') return records as (PersonRecord | undefined)[];
    return Promise.all(sealed.map((one) => this.privacy.open<PersonRecord>(one.person, one.sealed).catch(isBroken)));
  }

  person(community: string, residentId: string): Listed | undefined {
    return this.#communities.get(community)?.people.get(residentId);
  }

  people(community: string): Iterable<Listed> {
    return this.#communities.get(community)?.people.values() ?? [];
  }

  household(community: string, householdId: string): Listed[] {
    const found = this.#communities.get(community);
    // Ids are made in the order of time: who came first stands first, whatever has changed since.
    return [...(found?.households.get(householdId) ?? [])].sort().map((id) => found!.people.get(id)!);
  }

  /** Whoever fits best first, each once. Ended by whoever has enough. */
  *search(community: string, asked: string): Generator<Listed> {
    const found = this.#communities.get(community);
    if (!found) return;
    const seen = new Set<string>();
    for (const key of searchKeys(asked)) {
      for (const id of found.index.find(key)) {
        if (seen.has(id)) continue;
        seen.add(id);
        yield found.people.get(id)!;
      }
    }
  }

  /** Exact, for telling whether somebody is in the register already. */
  byKey(community: string, kind: 'idCard' | 'name', value: string): Listed[] {
    const found = this.#communities.get(community);
    if (!found) return [];
    return [...found.index.find(kind === 'idCard' ? `c:${plainIdCard(value)}\0` : `x:${plainName(value)}\0`)].map((id) =>
      found.people.get(id)!,
    );
  }

  /** A document changes with each need of a person, and what stands here of him with none. */
  #holds(community: string, id: string, doc: ResidentDoc | undefined): boolean {
    const before = this.#communities.get(community)?.people.get(id);
    if (!doc || !before) return !doc && !before;
    return before.seal === sealOf(doc) && before.householdId === doc.householdId && before.grid === (doc.grid ?? '');
  }

  #add(community: string, listed: Listed, seal: string): void {
    let at = this.#communities.get(community);
    if (!at) {
      at = { people: new Map(), households: new Map(), index: new PrefixIndex() };
      this.#communities.set(community, at);
    }
    const keys = keysOf(listed.record);
    for (const key of keys) at.index.add(key, listed.residentId);
    at.people.set(listed.residentId, { ...listed, keys, seal });
    const household = at.households.get(listed.householdId);
    if (household) household.add(listed.residentId);
    else at.households.set(listed.householdId, new Set([listed.residentId]));
  }

  #remove(community: string, residentId: string): void {
    const at = this.#communities.get(community);
    const before = at?.people.get(residentId);
    if (!at || !before) return;
    for (const key of before.keys) at.index.remove(key, residentId);
    at.people.delete(residentId);
    const household = at.households.get(before.householdId);
    household?.delete(residentId);
    if (household?.size === 0) at.households.delete(before.householdId);
  }
}

/** The beginning of its nonce: no two seals share it, and so short a piece does not keep the whole text in memory. */
const sealOf = ({ record }: ResidentDoc): string => record.slice(3, 15);

/** p phone · n any ending of the name · i initials · y full pinyin · a address with a closing hyphen · c ID number · x whole name. */
const keysOf = ({ name, phone, idCard, address }: PersonRecord): string[] => {
  const plain = plainName(name);
  const characters = [...plain];
  const syllables = pinyin(plain, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive', v: true }).map((syllable) =>
    syllable.toLowerCase().replace(/[^a-z0-9]/g, ''),
  );
  return [
    ...(phone === undefined ? [] : [`p:${digitsOf(phone)}`]),
    ...characters.map((_, at) => `n:${characters.slice(at).join('')}`),
    `i:${syllables.map((syllable) => syllable.slice(0, 1)).join('')}`,
    `y:${syllables.join('')}`,
    `a:${plainText(addressText(address))}-`,
    ...(idCard === undefined ? [] : [`c:${plainIdCard(idCard)}`]),
    `x:${plain}`,
  ];
};

const plainIdCard = (idCard: string): string => idCard.toUpperCase();
const digitsOf = (phone: string): string => plainPhone(phone).replaceAll('-', '');

/** What somebody typed, as beginnings of keys. */
export const searchKeys = (asked: string): string[] => {
  const text = plainText(asked);
  const keys: string[] = [];
  const phone = digitsOf(text);
  if (/^\d{4,}$/.test(phone)) keys.push(`p:${phone}`);
  const parts = text.split(/[\s栋幢座#号楼单元室户-]+/).filter(Boolean);
  if (parts.length > 1 ? parts.length <= 3 && /\d/.test(text) : /^\d+[a-z]?$/.test(parts[0] ?? '')) keys.push(`a:${parts.join('-')}-`);
  if (/^[a-z]+$/.test(text)) keys.push(`i:${text}`, `y:${text}`);
  if (/^[a-z]+(\s[a-z]+)+$/.test(text)) keys.push(`y:${text.replace(/\s/g, '')}`);
  if (!/^[\d\s-]+$/.test(text)) keys.push(`n:${plainName(text)}`);
  return keys;
};
