import { runAlone } from '@linli/cluster';
import { dispatch } from './dispatch.service.js';

// One copy of dispatch, alone, as on a cluster: docs/adr/0009-a-cluster-of-equal-copies.md.
await runAlone({ name: 'dispatch', define: dispatch });
