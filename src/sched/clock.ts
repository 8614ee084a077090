// The part of the host that the scheduler needs.
export type { HostClock as Clock } from '../host/host.ts';
