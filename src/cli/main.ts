// The command line. For now it only tells versions.

import { VERSION } from '../util/version.ts';

console.log(`beamjit ${VERSION}`);
