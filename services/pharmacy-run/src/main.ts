import { runAlone } from '@linli/cluster';
import { pharmacyRun } from './pharmacy-run.service.js';

// One copy of pharmacy-run, alone, as on a cluster: docs/adr/0009-a-cluster-of-equal-copies.md.
await runAlone({ name: 'pharmacy-run', define: pharmacyRun });
