// Nothing but Node: reads the body, parses it, keeps it, answers.
import { createServer } from 'node:http';
import { Kept } from './kept.mjs';
import { serve } from './serve.mjs';

const kept = new Kept();
await serve(
  createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const answer = JSON.stringify(kept.take(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
      response.writeHead(201, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(answer) });
      response.end(answer);
    });
  }),
);
