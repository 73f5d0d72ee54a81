// npm run check: format, lint, types, boundaries, unit tests. Needs nothing running.
import './workshop/node-version.mjs';

import('./workshop/checks.mjs').then((workshop) => workshop.checks(['unit']));
