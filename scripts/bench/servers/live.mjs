// The least that can tell others of a POST: answers it, and once a window writes one frame for each to every open stream.
import { createServer } from 'node:http';
import { Kept } from './kept.mjs';
import { serve } from './serve.mjs';

const WINDOW_MS = 50;
const kept = new Kept();
const streams = new Set();
let waiting = [];
const send = () => {
  const text = waiting.map((id) => `event: changed\ndata: ${JSON.stringify({ view: 'needs', id, position: 1 })}\n\n`).join('');
  waiting = [];
  for (const stream of streams) stream.write(text);
};
await serve(
  createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(':\n\n');
      streams.add(response);
      return;
    }
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const made = kept.take(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      const answer = JSON.stringify(made);
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
      response.end(answer);
      if (waiting.push(made.id) === 1) setTimeout(send, WINDOW_MS);
    });
  }),
);
