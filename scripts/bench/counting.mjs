// Stands between the services and their database and counts what goes over the wire: messages and bytes, for each service.
import { connect, createServer } from 'node:net';

const HEADER = 16;
const OP_MSG = 2013;
/** What the driver does on its own, need or no need. */
const UPKEEP = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions', 'saslStart', 'buildInfo']);

/** Hands on each whole message of MongoDB's protocol that goes by. */
const messagesIn = (each) => {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      each(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
};

/** The first key of the first document: flags, kind, the document's length and the key's type come before. */
const commandOf = (message) => {
  if (message.readInt32LE(12) !== OP_MSG) return 'hello';
  const from = HEADER + 4 + 1 + 4 + 1;
  return message.toString('latin1', from, message.indexOf(0, from));
};

/**
 * Listens on a port before the database on another one. `counts()`: by service, of what it has asked so far, `{ trips, sent,
 * received, commands }`. Connections say at their first word whose they are.
 */
export const countBefore = async (database, port) => {
  const counts = new Map();
  const sockets = new Set();
  const server = createServer((client) => {
    const upstream = connect(database, '127.0.0.1');
    let service;
    let upkeep = true;
    const of = () => {
      if (!counts.has(service)) counts.set(service, { trips: 0, sent: 0, received: 0, commands: {} });
      return counts.get(service);
    };
    client.on(
      'data',
      messagesIn((message) => {
        const command = commandOf(message);
        service ??= /linli (?:linli[-_])?([a-z-]+)/.exec(message.toString('latin1'))?.[1];
        // Its answer is the next that comes: a connection carries one question at a time.
        upkeep = UPKEEP.has(command) || service === undefined;
        if (upkeep) return;
        const count = of();
        count.trips += 1;
        count.sent += message.length;
        count.commands[command] = (count.commands[command] ?? 0) + 1;
      }),
    );
    upstream.on(
      'data',
      messagesIn((message) => {
        if (!upkeep) of().received += message.length;
      }),
    );
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    counts: () => structuredClone(Object.fromEntries(counts)),
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(closed);
      }),
  };
};
