import { runAlone } from '@linli/cluster';
import { intake } from './intake.service.js';

// One copy of intake, alone, as on a cluster: docs/adr/0009-a-cluster-of-equal-copies.md.
await runAlone({ name: 'intake', define: ({ privacy }) => intake(privacy) });
