// The command line. For now it only tells versions.

import { findOtp } from '../host/node/otp.ts';
import { VERSION } from '../util/version.ts';

const otp = findOtp({ env: process.env });
const elixir = otp.elixir === undefined ? '' : `, Elixir ${otp.elixir}`;
console.log(`beamjit ${VERSION} (OTP ${otp.version}${elixir}: ${otp.origin})`);
