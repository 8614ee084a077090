// `beamjit --version`.

import { findOtp } from '../host/node/otp.ts';
import { VERSION } from '../util/version.ts';
import type { CommandLine } from './options.ts';

/** Our version, and the OTP that programs would run on. */
export function versionText({ otp: dir }: CommandLine): string {
  const { version, elixir, origin } = findOtp({ dir, env: process.env });
  const both = elixir === undefined ? version : `${version}, Elixir ${elixir}`;
  return `beamjit ${VERSION} (OTP ${both}: ${origin})\n`;
}
