// What `--trace` can show. The names only: they are in the help, which starts without a runtime.

/** Name → what is told. */
export const TRACES = {
  load: 'each module that is loaded, from where and how long it took',
  translate: 'each function that is called for the first time',
  spawn: 'each process that is made',
  exit: 'each process that ends, and why',
  send: 'each message',
} as const;
