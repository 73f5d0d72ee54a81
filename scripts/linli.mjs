// npm run linli -- <command>: the operator's commands.
import './workshop/node-version.mjs';

import('./workshop/launch.mjs').then((workshop) => workshop.launch('linli.js'));
