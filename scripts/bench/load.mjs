// A client that costs little: requests are bytes made beforehand, written to sockets kept open, and of the answers only
// status, length and what is asked for is looked at.
import { connect } from 'node:net';

/** A request as it goes over the wire. */
export const request = (method, path, { token, key, body, headers = {} } = {}) => {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    ...(key === undefined ? [] : [`idempotency-key: ${key}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${Buffer.byteLength(payload)}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${payload}`, 'utf8');
};

/** One connection, one request at a time. */
export class Connection {
  #socket;
  #waiting;
  #received = Buffer.alloc(0);
  #closed = false;

  static open(port) {
    return new Promise((opened, failed) => {
      const connection = new Connection();
      connection.#socket = connect(port, '127.0.0.1', () => opened(connection)).setNoDelay(true);
      connection.#socket.on('data', (chunk) => connection.#take(chunk));
      connection.#socket.on('error', (error) => (connection.#waiting ? connection.#waiting.failed(error) : failed(error)));
      connection.#socket.on('close', () => {
        connection.#closed = true;
        connection.#waiting?.failed(new Error('The connection was closed.'));
      });
    });
  }

  /** Answers `{ status, head, body }`; the body is text. */
  send(bytes) {
    return new Promise((answered, failed) => {
      if (this.#closed) return failed(new Error('The connection was closed.'));
      this.#waiting = { answered, failed };
      this.#socket.write(bytes);
    });
  }

  close() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const body = this.#received.toString('utf8', end + 4, end + 4 + length);
    this.#received = this.#received.subarray(end + 4 + length);
    const { answered } = this.#waiting;
    this.#waiting = undefined;
    answered({ status: Number(head.slice(9, 12)), head, body });
  }
}

export const connections = (port, count) => Promise.all(Array.from({ length: count }, () => Connection.open(port)));

/** Sends all, with as many under way as there are connections; answers how often each status came. */
export const sendAll = async (open, requests, seen = () => undefined) => {
  const statuses = new Map();
  const waiting = requests.values();
  await Promise.all(
    open.map(async (connection) => {
      for (const bytes of waiting) {
        const answer = await connection.send(bytes);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        seen(answer);
      }
    }),
  );
  return statuses;
};

/** Asks once and parses the answer; another status than 2xx is an error. */
export const ask = async (port, method, path, options) => {
  const connection = await Connection.open(port);
  const { status, body } = await connection.send(request(method, path, options));
  connection.close();
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${body}`);
  return body === '' ? undefined : JSON.parse(body);
};

export const signIn = async (port, account) =>
  (await ask(port, 'POST', '/api/auth/sign-in', { body: { account, password: 'linli-demo' } })).token;
