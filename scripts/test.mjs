// npm test: installs and builds if needed, checks everything, runs every test that needs nothing else.
import './workshop/node-version.mjs';

import('./workshop/checks.mjs').then((workshop) => workshop.checks(['unit', 'flow']));
