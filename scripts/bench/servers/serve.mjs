// A server in a process of its own that says what it has cost and does what it is asked.

/** Listens on a free port and answers the questions of whoever forked it; `asks`: what it knows besides its processor time. */
export const serve = async (server, asks = {}) => {
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const known = {
    /** Milliseconds of processor time until now. */
    cpu: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1_000;
    },
    memory: () => process.memoryUsage().rss,
    ...asks,
  };
  process.on('message', async ({ number, ask, given }) => {
    try {
      process.send({ number, answer: await known[ask](given) });
    } catch (error) {
      process.send({ number, error: String(error.stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ port: server.address().port });
};
