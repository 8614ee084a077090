// The command line. For now it only tells versions.

import { findOtp, OtpNotFound } from '../host/node/otp.ts';
import { VERSION } from '../util/version.ts';

try {
  const otp = findOtp({ env: process.env });
  const elixir = otp.elixir === undefined ? '' : `, Elixir ${otp.elixir}`;
  console.log(`beamjit ${VERSION} (OTP ${otp.version}${elixir}: ${otp.origin})`);
} catch (error) {
  if (!(error instanceof OtpNotFound)) throw error;
  console.error(`beamjit: ${error.message}`);
  process.exitCode = 1;
}
