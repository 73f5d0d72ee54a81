// npm run build: installs if needed and compiles what changed.
import './workshop/node-version.mjs';

import('./workshop/launch.mjs').then((workshop) => workshop.prepare());
