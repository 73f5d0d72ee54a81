import { runAlone } from '@linli/cluster';
import { reporting } from './reporting.service.js';

// One copy of reporting, alone, as on a cluster: docs/adr/0009-a-cluster-of-equal-copies.md.
await runAlone({ name: 'reporting', define: reporting });
