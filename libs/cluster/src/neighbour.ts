import type { IncomingMessage } from 'node:http';
import { textOf, Unreachable, type Asking, type Copies } from './copies.js';
import type { InternalTokens } from './internal-tokens.js';

/** Another service as this one asks it on its internal port. */
export class Neighbour {
  constructor(
    private readonly copies: Copies,
    private readonly tokens: InternalTokens,
  ) {}

  get service(): string {
    return this.copies.service;
  }

  async json<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
    return JSON.parse(await textOf(await this.ask({ method: 'GET', path, signal }))) as Answer;
  }

  async ask(asking: Asking): Promise<IncomingMessage> {
    const answer = await this.copies.ask({
      ...asking,
      headers: { ...asking.headers, authorization: `Bearer ${await this.tokens.for(this.copies.service)}` },
    });
    if (answer.statusCode === 200) return answer;
    const text = await textOf(answer);
    throw new Unreachable(`${this.copies.service} answered ${answer.statusCode} to ${asking.path.split('?', 1)[0]}: ${text.slice(0, 200)}`);
  }
}
