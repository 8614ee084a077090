// The host's files with a library's virtual folder mounted in them, read-only: how a program that looks for
// /otp/lib/stdlib-…/ebin/stdlib.app finds it in the pack.
import {
  type FileInfo,
  HostError,
  type HostFile,
  type HostFiles,
  type HostPath,
  type OpenOptions,
  type SeekOrigin,
} from './host.ts';
import type { OtpLibrary } from './otp-library.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Owner reads, writes and enters; others read and enter. */
const DIRECTORY_MODE = 0o40755;
const FILE_MODE = 0o100444;

function info(type: 'directory' | 'regular', size: number): FileInfo {
  return {
    type,
    size,
    mode: type === 'directory' ? DIRECTORY_MODE : FILE_MODE,
    links: 1,
    accessed: 0,
    modified: 0,
    changed: 0,
    majorDevice: 0,
    minorDevice: 0,
    inode: 0,
    uid: 0,
    gid: 0,
  };
}

const readOnly = (): never => {
  throw new HostError('erofs');
};

class LibraryFile implements HostFile {
  private position = 0;
  private readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  read(length: number): Uint8Array {
    const part = this.readAt(this.position, length);
    this.position += part.length;
    return part;
  }
  readAt(offset: number, length: number): Uint8Array {
    return this.bytes.subarray(offset, offset + length);
  }
  seek(offset: number, from: SeekOrigin): number {
    const base = from === 'bof' ? 0 : from === 'cur' ? this.position : this.bytes.length;
    if (base + offset < 0) throw new HostError('einval');
    this.position = base + offset;
    return this.position;
  }
  info(): FileInfo {
    return info('regular', this.bytes.length);
  }
  write(): void {
    throw new HostError('ebadf');
  }
  writeAt(): void {
    throw new HostError('ebadf');
  }
  truncate(): void {
    throw new HostError('einval');
  }
  sync(): void {}
  close(): void {}
}

/** What is mounted: OTP's pack, or an archive of modules. */
export type MountedFolder = Pick<OtpLibrary, 'virtualRoot' | 'readFile' | 'listDir'>;

export function withLibrary(files: HostFiles, library: MountedFolder): HostFiles {
  const root = library.virtualRoot;
  if (root === undefined) return files;
  /** The path as text if it lies in the library. */
  const inside = (path: HostPath): string | undefined => {
    const text = typeof path === 'string' ? path : decoder.decode(path);
    return text === root || text.startsWith(`${root}/`) ? text : undefined;
  };
  const contents = (path: string): Uint8Array => {
    const bytes = library.readFile(path);
    if (bytes !== undefined) return bytes;
    throw new HostError(library.listDir(path) === undefined ? 'enoent' : 'eisdir');
  };
  const change = (path: HostPath, act: () => void): void => {
    if (inside(path) !== undefined) readOnly();
    act();
  };
  return {
    open(path: HostPath, options: OpenOptions): HostFile {
      const at = inside(path);
      if (at === undefined) return files.open(path, options);
      if (options.write || options.append || options.create) return readOnly();
      return new LibraryFile(contents(at));
    },
    readFile(path) {
      const at = inside(path);
      return at === undefined ? files.readFile(path) : contents(at);
    },
    info(path, followLinks) {
      const at = inside(path);
      if (at === undefined) return files.info(path, followLinks);
      return library.listDir(at) === undefined
        ? info('regular', contents(at).length)
        : info('directory', 0);
    },
    access(path) {
      return inside(path) === undefined ? files.access(path) : { read: true, write: false };
    },
    list(path) {
      const at = inside(path);
      if (at === undefined) return files.list(path);
      const names = library.listDir(at);
      if (names === undefined)
        throw new HostError(library.readFile(at) === undefined ? 'enoent' : 'enotdir');
      return names.map((name) => encoder.encode(name));
    },
    readLink(path) {
      if (inside(path) === undefined) return files.readLink(path);
      throw new HostError('einval');
    },
    makeDirectory: (path) => change(path, () => files.makeDirectory(path)),
    deleteFile: (path) => change(path, () => files.deleteFile(path)),
    deleteDirectory: (path) => change(path, () => files.deleteDirectory(path)),
    rename: (from, to) => change(from, () => change(to, () => files.rename(from, to))),
    makeLink: (existing, path) => change(path, () => files.makeLink(existing, path)),
    makeSymlink: (target, path) => change(path, () => files.makeSymlink(target, path)),
    setMode: (path, mode) => change(path, () => files.setMode(path, mode)),
    setOwner: (path, uid, gid) => change(path, () => files.setOwner(path, uid, gid)),
    setTimes: (path, accessed, modified) =>
      change(path, () => files.setTimes(path, accessed, modified)),
    workingDirectory: () => files.workingDirectory(),
    setWorkingDirectory: (path) => change(path, () => files.setWorkingDirectory(path)),
  };
}
