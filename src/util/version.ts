// beamjit's own version. A constant, so that the core needs no file at run time; a test holds it to package.json.

export const VERSION = '0.1.0';
