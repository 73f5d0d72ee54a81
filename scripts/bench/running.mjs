// Servers of this bench, each in a process of its own, so that their processor time is theirs alone.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workshop/root.mjs';

export class Running {
  #waiting = new Map();
  #number = 0;

  static start(server, ...args) {
    const child = fork(join(root, 'scripts/bench/servers', `${server}.mjs`), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    return new Promise((ready, failed) => {
      const running = new Running(child, server);
      child.once('exit', (code) => failed(new Error(`The server ${server} ended with ${code}.`)));
      running.started = ({ port }) => {
        running.port = port;
        ready(running);
      };
    });
  }

  constructor(child, name) {
    this.child = child;
    child.on('message', (message) => {
      if (message.port !== undefined) return this.started(message);
      const { answered, failed } = this.#waiting.get(message.number);
      this.#waiting.delete(message.number);
      if (message.error === undefined) answered(message.answer);
      else failed(new Error(message.error));
    });
    child.on('exit', (code) => {
      for (const { failed } of this.#waiting.values()) failed(new Error(`The server ${name} ended with ${code}.`));
    });
  }

  ask(ask, given) {
    return new Promise((answered, failed) => {
      const number = (this.#number += 1);
      this.#waiting.set(number, { answered, failed });
      this.child.send({ number, ask, given });
    });
  }

  end() {
    return new Promise((ended) => {
      if (this.child.exitCode !== null) return ended();
      this.child.once('exit', ended);
      this.child.disconnect();
    });
  }
}
