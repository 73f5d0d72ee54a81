// node scripts/cluster.mjs [--copies 2] [--port 8080] [--data F] [--demo small|full] [--kafka host:port --mongo mongodb://…] [--verify]
// `--copies 2,intake=4`: two of each service and four of intake.
// A whole cluster on this machine without containers: a real Kafka broker, a server that speaks MongoDB's protocol, and
// every service as processes of its own, as many copies as asked for. Prints `Linli is ready at http://…` and, behind
// it, where the other gateways are. A copy that ends is started again, as an orchestrator would. SIGTERM stops all; with
// --verify every number, hash and view is verified before, and the exit code says whether all was whole.
//
// With --control it listens to lines on standard input and answers each with `done …`:
//   kill <service> <copy>      kill -9; it is started again
//   ready                      waits until every copy is ready
//   stop kafka|mongo · start kafka|mongo · restart mongo
//   pids                       which process is what, as JSON
import './workshop/node-version.mjs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    copies: { type: 'string', default: '2' },
    port: { type: 'string', default: '8080' },
    data: { type: 'string' },
    demo: { type: 'string' },
    kafka: { type: 'string' },
    mongo: { type: 'string' },
    prefix: { type: 'string' },
    control: { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
  },
});

const { prepare } = await import('./workshop/launch.mjs');
const { Trouble } = await import('./workshop/run.mjs');
const { startCluster } = await import('./cluster/start.mjs');
const say = (line) => console.error(line);

let cluster;
let stopping;
const stop = (code) =>
  (stopping ??= (async () => {
    const whole = !values.verify || code !== 0 || (await isWhole());
    const clean = (await cluster?.stop()) !== false;
    process.exit(whole && clean ? code : 1);
  })());
const isWhole = async () => {
  try {
    await cluster.verify();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
};
process.on('SIGTERM', () => void stop(0));
process.on('SIGINT', () => void stop(0));

try {
  // Tests have built what they test.
  if (!values.control) await prepare();
  cluster = await startCluster({ ...values, port: Number(values.port) }, say);
  if (values.demo) await cluster.loadDemo(values.demo);
  console.log(`Linli is ready at ${cluster.urls.join(' ')}`);
  if (values.control)
    for await (const line of createInterface({ input: process.stdin })) {
      try {
        console.log(`done ${JSON.stringify((await cluster.obey(line.trim().split(/\s+/))) ?? null)}`);
      } catch (error) {
        console.log(`failed ${error.message}`);
      }
    }
} catch (error) {
  if (stopping) await stopping;
  console.error(error instanceof Trouble ? error.message : error);
  await stop(1);
}
