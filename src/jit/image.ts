// A program compiled ahead of time, as one file: modules, their compiled units, and what else belongs to them.
//
//   beamjit image <version>-<build>\n
//   the CRC-32 of what follows it (4 bytes, little-endian), the size of the index (4 bytes)
//   the index (JSON), and what it lists, one after the other
//
// Units are good for the build of beamjit that made them alone: another one refuses the file.
import type { HostCodeCache } from '../host/host.ts';
import { isEqual } from '../util/bytes.ts';
import { crc32 } from '../util/checksum.ts';

const MAGIC = 'beamjit image ';
const MAX_LINE = 100;

export interface ImageModule {
  readonly name: string;
  /** Its .beam file, inflated. */
  readonly beam: Uint8Array;
  readonly units: Uint8Array;
}

export interface Image {
  /** The module whose function main is called. */
  readonly main: string | undefined;
  readonly modules: readonly ImageModule[];
  /** Other files that belong to the modules' folders, such as `shop.app`. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** A file that is no image of this build. */
export class ImageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImageError';
  }
}

interface Index {
  readonly main: string | null;
  readonly modules: readonly {
    readonly name: string;
    readonly beam: number;
    readonly units: number;
  }[];
  readonly files: readonly { readonly name: string; readonly size: number }[];
}

export function encodeImage(image: Image, build: string): Uint8Array {
  const index: Index = {
    main: image.main ?? null,
    modules: image.modules.map(({ name, beam, units }) => ({
      name,
      beam: beam.length,
      units: units.length,
    })),
    files: image.files.map(({ name, bytes }) => ({ name, size: bytes.length })),
  };
  const encoder = new TextEncoder();
  const line = encoder.encode(`${MAGIC}${build}\n`);
  const text = encoder.encode(JSON.stringify(index));
  const parts = [
    line,
    new Uint8Array(8),
    text,
    ...image.modules.flatMap(({ beam, units }) => [beam, units]),
    ...image.files.map(({ bytes }) => bytes),
  ];
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  const view = new DataView(all.buffer, line.length);
  view.setUint32(4, text.length, true);
  view.setUint32(0, crc32(0, all.subarray(line.length + 4)), true);
  return all;
}

/** Whether a file begins as an image does, of whatever build. */
export function looksLikeImage(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) === MAGIC;
}

/** Takes a file apart. Throws an ImageError where it is damaged or of another build. */
export function decodeImage(
  bytes: Uint8Array,
  { file, build }: { file: string; build: string },
): Image {
  const start = bytes.indexOf(0x0a) + 1;
  if (!looksLikeImage(bytes) || start === 0 || start > MAX_LINE)
    throw new ImageError(`${file} is no program compiled by beamjit`);
  const made = new TextDecoder().decode(bytes.subarray(MAGIC.length, start - 1));
  if (made !== build) throw new ImageError(otherBuild(file, made, build));
  const damaged = new ImageError(`${file} is damaged: compile the program again`);
  if (bytes.length < start + 8) throw damaged;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  if (view.getUint32(0, true) !== crc32(0, bytes.subarray(start + 4))) throw damaged;
  let at = start + 8;
  const take = (size: number) => bytes.subarray(at, (at += size));
  const index = JSON.parse(new TextDecoder().decode(take(view.getUint32(4, true)))) as Index;
  return {
    main: index.main ?? undefined,
    modules: index.modules.map(({ name, beam, units }) => ({
      name,
      beam: take(beam),
      units: take(units),
    })),
    files: index.files.map(({ name, size }) => ({ name, bytes: take(size) })),
  };
}

function otherBuild(file: string, made: string, build: string): string {
  const version = (text: string) => text.replace(/-[^-]*$/, '');
  const by =
    version(made) === version(build)
      ? `another build of beamjit ${version(made)}`
      : `beamjit ${version(made)}, this is ${version(build)}`;
  return `${file} was compiled by ${by}: compile the program again`;
}

/** The units of an image as a cache to which nothing is ever added. */
export function imageCache({ modules }: Image): HostCodeCache {
  const byName = new Map(modules.map((module) => [module.name, module]));
  return {
    has: (name) => byName.has(name),
    read(name, bytes) {
      const module = byName.get(name);
      return module !== undefined && isEqual(module.beam, bytes) ? module.units : undefined;
    },
    write: () => {},
  };
}
