// npm start -- --port 8080 --data ./data: installs and builds if needed, then runs the whole system in this process.
import './workshop/node-version.mjs';

import('./workshop/launch.mjs').then((workshop) => workshop.launch('main.js'));
